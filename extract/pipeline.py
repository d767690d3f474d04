"""The extraction of one document: an ordered, visible list of spaCy components over character tokens.

The only module that imports spaCy. Every step is a registered factory, so that a user's own component (a trained
``ner``, say) can be put between them with ``nlp.add_pipe``. Values travel in ``doc.user_data`` as the project's own
dataclasses; ``doc.spans`` repeats the places, organizations, figures and periods as span groups for spaCy's tools.
Tokens are characters, so that a token's index is its offset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract import __version__
from extract.find.enumerations import find_enumerations
from extract.find.gazetteer import load_gazetteer
from extract.find.organization_aliases import find_aliases
from extract.find.organizations import find_organizations
from extract.find.periods import find_periods
from extract.find.places import find_places
from extract.find.roles import Scan, scan, scan_aside
from extract.find.tables import Tables, find_tables
from extract.normalize import is_traditional, section_at, split_articles, trace
from extract.normalize.damage import find_repairs
from extract.resolve.issued import bound_publication
from extract.resolve.lost_characters import propose
from extract.resolve.organizations import resolve_organizations
from extract.resolve.places import home_place, resolve_places
from extract.resources import schemas
from extract.spans import Covered
from extract.state import Context, read_statements
from extract.types import (
    Article,
    ArticleRow,
    DateSpan,
    Document,
    EnumerationRow,
    EnumerationSpan,
    Extraction,
    FigureRow,
    NumeralRow,
    Organization,
    OrganizationRow,
    OrganizationSpan,
    Place,
    PlaceRef,
    PlaceRow,
    PlaceSpan,
    Section,
    SectionRow,
    Statement,
)

EXTRACTOR: Final = f"hezhang/{__version__}"

# The steps, in order. A figure needs to know which numerals are names, so places and organizations come first.
PIPELINE: Final[tuple[str, ...]] = (
    "hezhang_places",
    "hezhang_organizations",
    "hezhang_tables",
    "hezhang_numerals",
    "hezhang_periods",
    "hezhang_enumerations",
    "hezhang_resolution",
    "hezhang_statements",
)


@dataclass(slots=True)
class Findings:
    """What the components found so far in one article, in offsets of its normalized text."""

    article: Article
    place_spans: Sequence[PlaceSpan] = ()
    organization_spans: Sequence[OrganizationSpan] = ()
    tables: Tables = field(default_factory=lambda: Tables((), (), ()))
    scan: Scan = field(default_factory=lambda: Scan((), (), ()))
    periods: Sequence[DateSpan] = ()
    enumerations: Sequence[EnumerationSpan] = ()
    home: PlaceRef | None = None
    places: Sequence[Place] = ()
    organizations: Sequence[Organization] = ()
    statements: Sequence[Statement] = ()


_Step = Callable[[Findings], None]


class CharacterTokenizer:
    """One token a character, white space included; nothing is segmented, so nothing is segmented wrongly."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._ids = _CharacterIds(vocab)

    def __call__(self, text: str) -> Doc:
        ids: list[Any] = list(map(self._ids.__getitem__, text))  # spaCy takes ids too; its stub knows only texts
        return Doc(self.vocab, words=ids, spaces=[False] * len(text))


class _CharacterIds(dict[str, int]):
    """spaCy's id of each character, hashed once: a text repeats few characters."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, character: str) -> int:
        number: int = self._strings.add(character)
        self[character] = number
        return number


def _find_places(findings: Findings) -> None:
    findings.place_spans = find_places(findings.article.normalized.text)


def _find_organizations(findings: Findings) -> None:
    text = findings.article.normalized.text
    spans = find_organizations(text, findings.place_spans)
    taken = Covered((span.start, span.end) for span in spans)
    aliases = [alias for alias in find_aliases(text, spans) if not taken.meets(alias.start, alias.end)]
    findings.organization_spans = sorted([*spans, *aliases], key=lambda span: (span.start, span.pieces))


def _find_tables(findings: Findings) -> None:
    findings.tables = find_tables(findings.article.normalized.text)


def _find_numerals(findings: Findings) -> None:
    names = [(s.start, s.end) for s in findings.place_spans if s.form != "deictic"]
    names += [(s.start, s.end) for s in findings.organization_spans]
    findings.scan = scan(findings.article.normalized.text, names, findings.tables)


def _find_periods(findings: Findings) -> None:
    findings.periods = find_periods(findings.article.normalized.text, findings.scan.labels)


def _find_enumerations(findings: Findings) -> None:
    text = findings.article.normalized.text
    findings.enumerations = find_enumerations(text, findings.organization_spans, findings.place_spans)


def _resolve(findings: Findings) -> None:
    text, article = findings.article.normalized.text, findings.article
    surfaces = ["".join(text[a:b] for a, b in span.pieces) for span in findings.organization_spans]
    code = home_place(text, findings.place_spans, surfaces, article.title)
    resolved = resolve_places(text, findings.place_spans, on=article.published_on, home=code)
    gazetteer = load_gazetteer()
    home = gazetteer.division(code) if code else None
    province = gazetteer.division(f"{code[:2]}0000") if code else None
    findings.home = PlaceRef(home.name, code) if home else None
    findings.organizations = resolve_organizations(
        text,
        findings.organization_spans,
        resolved,
        home.name if home else None,
        province.name if province else None,
        article.published_on,
    )
    # a place inside an organization's name belongs to the organization (DESIGN §5)
    named = Covered((span.start, span.end) for span in findings.organization_spans)
    findings.places = [place for place in resolved if not named.holds(*place.span)]


def _state(findings: Findings) -> None:
    article = findings.article
    findings.statements = read_statements(
        Context(
            text=article.normalized.text,
            paragraphs=article.normalized.paragraphs,
            kind=article.kind,
            title=article.title,
            published_on=article.published_on,
            home=findings.home,
            figures=findings.scan.figures,
            tables=findings.tables.figures,
            labels=findings.scan.labels,
            periods=tuple(findings.periods),
            places=tuple(findings.places),
            organizations=tuple(findings.organizations),
        )
    )


_STEPS: Final[dict[str, _Step]] = {
    "hezhang_places": _find_places,
    "hezhang_organizations": _find_organizations,
    "hezhang_tables": _find_tables,
    "hezhang_numerals": _find_numerals,
    "hezhang_periods": _find_periods,
    "hezhang_enumerations": _find_enumerations,
    "hezhang_resolution": _resolve,
    "hezhang_statements": _state,
}


def _register(name: str, step: _Step) -> None:
    def factory(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def component(doc: Doc) -> Doc:
            step(doc.user_data["hezhang"])
            return doc

        return component

    Language.factory(name, func=factory)


for _name in PIPELINE:
    _register(_name, _STEPS[_name])


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """A blank Chinese pipeline with character tokens and the components of :data:`PIPELINE`."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 200_000_000
    for name in PIPELINE:
        nlp.add_pipe(name)
    return nlp


def read_article(article: Article, nlp: Language | None = None) -> tuple[Doc, Findings]:
    """One article through the pipeline: the spaCy doc with its span groups, and the findings."""
    doc, findings = _run(article, nlp or load_pipeline())
    doc.spans["places"] = [Span(doc, *p.span, label=p.level) for p in findings.places]
    doc.spans["organizations"] = [Span(doc, o.start, o.end, label=o.kind) for o in findings.organization_spans]
    doc.spans["figures"] = [Span(doc, f.start, f.end, label=f.dimension) for f in findings.scan.figures]
    doc.spans["periods"] = [Span(doc, p.start, p.end, label=p.kind) for p in findings.periods]
    return doc, findings


def _run(article: Article, nlp: Language) -> tuple[Doc, Findings]:
    """One article through the components, without the span groups that only spaCy's own tools read."""
    doc = nlp.make_doc(article.normalized.text)
    findings = Findings(article)
    doc.user_data["hezhang"] = findings
    for _, component in nlp.pipeline if article.normalized.text else ():  # it may be nothing but navigation
        doc = component(doc)
    return doc, findings


def configuration() -> dict[str, str]:
    """What besides the code decides an extraction: the steps and a digest of every data file they read."""
    digest = hashlib.sha256()
    for path in sorted(schemas().rglob("*")):
        if path.suffix in (".toml", ".csv", ".txt"):
            digest.update(path.relative_to(schemas()).as_posix().encode())
            digest.update(path.read_bytes())
    return {"pipeline": ",".join(load_pipeline().pipe_names), "data": digest.hexdigest()[:16]}


def extract_document(document: Document, nlp: Language | None = None) -> Extraction:
    """Everything in one document, each span traced to exact characters of ``document.text``."""
    nlp = nlp or load_pipeline()
    read = [_run(article, nlp)[1] for article in split_articles(document)]
    rows = _Rows(document)
    for findings in read:
        rows.add(findings)
    mentions = [organization.mention for organization in rows.organizations] + [place.mention for place in rows.places]
    return Extraction(
        document=document,
        kind=read[0].article.kind if read else "other",
        script="traditional" if is_traditional(document.text) else "simplified",
        articles=tuple(rows.articles),
        figures=tuple(rows.figures),
        organizations=tuple(rows.organizations),
        places=tuple(rows.places),
        enumerations=tuple(rows.enumerations),
        numerals=tuple(rows.numerals),
        notes=document.notes,
        repairs=propose(document.text, find_repairs(document.text), mentions),
    )


class _Rows:
    """Collects the findings of all articles as rows with evidence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.articles: list[ArticleRow] = []
        self.figures: list[FigureRow] = []
        self.organizations: list[OrganizationRow] = []
        self.places: list[PlaceRow] = []
        self.enumerations: list[EnumerationRow] = []
        self.numerals: list[NumeralRow] = []

    def add(self, findings: Findings) -> None:
        article, source = findings.article, self._document.text
        normalized, name = article.normalized, article.id
        blocks = tuple((self._document.blocks[i].start, self._document.blocks[i].end) for i in article.blocks)
        sections = tuple(self._section(article, section) for section in article.sections)
        dated = bound_publication(findings.statements, article.kind, article.published_on)
        row = ArticleRow(
            name,
            article.title,
            article.kind,
            findings.home,
            article.published_on,
            blocks,
            article.publisher,
            *dated,
            sections,
        )
        self.articles.append(row)
        first = len(self.figures) + 1
        for number, statement in enumerate(findings.statements, first):
            figure = statement.figure
            whole = None if statement.part_of is None else f"f{first + statement.part_of}"
            mention = trace(normalized, source, (figure.start, figure.end))
            section = section_at(article.sections, figure.start)
            self.figures.append(FigureRow(f"f{number}", name, mention, statement, whole, section))
        for organization in findings.organizations:
            mention = trace(normalized, source, *organization.pieces)
            self.organizations.append(
                OrganizationRow(mention, organization.surface, organization.name, organization.kind, name)
            )
        for place in findings.places:
            mention = trace(normalized, source, place.span)
            self.places.append(
                PlaceRow(mention, place.name, place.level, place.form, place.code, place.candidates, name)
            )
        for item in findings.enumerations:
            listed = tuple(normalized.text[start:end] for start, end in item.listed)
            mention = trace(normalized, source, (item.start, item.end))
            self.enumerations.append(EnumerationRow(mention, item.stated, item.stated_high, listed, item.closed, name))
        asides = [(article.aside, scan_aside(article.aside.text))] if article.aside else []
        for part, numerals in ((normalized, findings.scan.numerals), *asides):
            for numeral in numerals:
                mention = trace(part, source, (numeral.start, numeral.end))
                self.numerals.append(NumeralRow(mention, numeral.role, numeral.value, name))

    def _section(self, article: Article, section: Section) -> SectionRow:
        mention = trace(article.normalized, self._document.text, (section.start, section.end))
        return SectionRow(mention, "".join(mention.quote.split()), section.level, section.parent)


__all__ = ["EXTRACTOR", "PIPELINE", "configuration", "extract_document", "load_pipeline", "read_article"]
