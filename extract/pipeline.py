"""The extraction of one document: an ordered, visible list of spaCy components over character tokens.

The only module that imports spaCy. Every step is a registered factory, so that a user's own component (a trained
``ner``, say) can be put between them with ``nlp.add_pipe``. Values travel in ``doc.user_data`` as the project's own
dataclasses; ``doc.spans`` repeats the places, organizations, figures and periods as span groups for spaCy's tools.
Tokens are characters, so that a token's index is its offset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract import __version__
from extract.errors import ModelError
from extract.find.enumerations import find_enumerations
from extract.find.gazetteer import load_gazetteer
from extract.find.organization_aliases import find_aliases
from extract.find.organizations import find_organizations
from extract.find.periods import find_periods
from extract.find.places import find_places
from extract.find.roles import scan
from extract.find.tables import find_tables
from extract.find.tagger import CharacterTagger, is_tagger
from extract.find.voters import Voter, add_organizations, add_places
from extract.findings import FindingRows, Findings
from extract.normalize import is_traditional, split_articles
from extract.normalize.damage import find_repairs
from extract.resolve.lost_characters import propose
from extract.resolve.organizations import resolve_organizations
from extract.resolve.places import home_place, resolve_places
from extract.resources import schemas
from extract.spans import Covered
from extract.state import Context, read_statements
from extract.types import Article, Document, Extraction, NameLabel, NameSpan, PlaceRef

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
    text = findings.article.normalized.text
    findings.place_spans = find_places(text)
    if findings.votes:
        findings.place_spans = add_places(text, findings.place_spans, findings.votes)


def _find_organizations(findings: Findings) -> None:
    text = findings.article.normalized.text
    spans = find_organizations(text, findings.place_spans)
    if findings.votes:
        spans = add_organizations(text, spans, findings.votes)
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

# What models of other makers call what is a name here.
_LABELS: Final[dict[str, NameLabel]] = {
    "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organization", "place": "place", "LOCATION": "place",
    "organization": "organization", "ORGANIZATION": "organization",
}  # fmt: skip


class SpacyVoter:
    """A spaCy model of the user (``zh_core_web_trf`` or a folder) as a voter; its tokens are its own affair."""

    def __init__(self, name: str) -> None:
        try:
            self._nlp = spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            raise ModelError(
                f"{name} is neither a model of `hezhang train` nor one that spaCy loads: {error}"
            ) from error
        self.id = f"spacy:{self._nlp.meta['lang']}_{self._nlp.meta['name']}/{self._nlp.meta['version']}"

    def find(self, text: str) -> list[NameSpan]:
        """The places and organizations that the model sees, paragraph by paragraph."""
        found, start = [], 0
        for line in text.splitlines(keepends=True):
            for entity in self._nlp(line).ents if line.strip() else ():
                if (label := _LABELS.get(entity.label_)) is not None:
                    found.append(NameSpan(start + entity.start_char, start + entity.end_char, label))
            start += len(line)
        return found


@Language.factory("hezhang_votes", default_config={"models": []})
def _make_votes(nlp: Language, name: str, models: list[str]) -> Callable[[Doc], Doc]:
    voters = [load_voter(model) for model in models]

    def component(doc: Doc) -> Doc:
        findings: Findings = doc.user_data["hezhang"]
        findings.votes = [vote for voter in voters for vote in voter.find(findings.article.normalized.text)]
        return doc

    return component


@lru_cache(maxsize=8)
def load_voter(model: str) -> Voter:
    """The voter that a path or a name of a spaCy package means.

    Raises:
        ModelError: it is neither.
    """
    path = Path(model)
    return CharacterTagger(path) if path.is_file() and is_tagger(path) else SpacyVoter(model)


@lru_cache(maxsize=4)
def load_pipeline(models: tuple[str, ...] = ()) -> Language:
    """A blank Chinese pipeline with character tokens and the components of :data:`PIPELINE`.

    ``models`` are voters on names beside the rules: files of ``hezhang train``, folders or names of spaCy models.
    """
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 200_000_000
    if models:
        nlp.add_pipe("hezhang_votes", config={"models": list(models)})
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


def configuration(models: tuple[str, ...] = ()) -> dict[str, str]:
    """What besides the code decides an extraction: the steps, the voters and a digest of every data file they read."""
    digest = hashlib.sha256()
    for path in sorted(schemas().rglob("*")):
        if path.suffix in (".toml", ".csv", ".txt"):
            digest.update(path.relative_to(schemas()).as_posix().encode())
            digest.update(path.read_bytes())
    settings = {"pipeline": ",".join(load_pipeline(models).pipe_names), "data": digest.hexdigest()[:16]}
    return {**settings, "voters": ",".join(load_voter(model).id for model in models)} if models else settings


def extract_document(document: Document, nlp: Language | None = None) -> Extraction:
    """Everything in one document, each span traced to exact characters of ``document.text``."""
    nlp = nlp or load_pipeline()
    read = [_run(article, nlp)[1] for article in split_articles(document)]
    rows = FindingRows(document)
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


__all__ = ["EXTRACTOR", "PIPELINE", "configuration", "extract_document", "load_pipeline", "load_voter", "read_article"]
