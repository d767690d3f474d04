"""The gold files that ``hezhang evaluate`` reads, told apart by their keys.

- *corpora*: one text a line, ``figures`` with statuses of seven values and every field (``corpora/gold``); a line may
  carry its ``text``, else ``path`` names the document.
- *conventions of four*: one text a line with its ``text``; ``status`` knows target, commitment, actual and other
  (DESIGN §10), ``measure`` is what is counted, organizations and places are bare surfaces.
- *rows*: one annotation a line with ``doc``, in up to four files (figures, organizations, places, enumerations) of
  one folder; give the folder to score all of them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from extract.errors import GoldError
from extract.evaluate.gold import (
    COMMON_FIELDS,
    FULL_FIELDS,
    GoldBounds,
    GoldEnumeration,
    GoldFigure,
    GoldNumeral,
    GoldOrganization,
    GoldPlace,
    GoldText,
    check_surfaces,
)
from extract.evaluate.row import Row, read_rows
from extract.types import NumeralRole, Status, Subtype

_SEVEN: Final = frozenset(get_args(Status))
_FOUR: Final = frozenset({"target", "commitment", "actual", "other"})
_SUBTYPES: Final = frozenset(get_args(Subtype))
_ROLES: Final = frozenset(get_args(NumeralRole))


def read_gold(path: Path, *, documents: Path | None = None) -> list[GoldText]:
    """The gold of a file, or of all ``*.jsonl`` of a folder; ``documents`` is where texts that it only names lie.

    Raises :class:`GoldError` naming the line and the key where a file does not fit, and for a text of which
    neither the characters nor the document can be found.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"{path}: no *.jsonl in the folder")
    rows = [row for file in files for row in read_rows(file)]
    if not rows:
        raise GoldError(f"{path}: the gold is empty")
    by_annotation = [row for row in rows if "doc" in row.values]
    texts = [_read_text(row) for row in rows if "doc" not in row.values]
    texts += _read_annotations(by_annotation)
    _refuse_duplicates(texts)
    base = path if path.is_dir() else path.parent
    return [text if text.text is not None else _locate(text, documents, base) for text in texts]


def _refuse_duplicates(texts: Iterable[GoldText]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text.id in seen:
            raise GoldError(f"{text.id}: two texts of the gold have this id")
        seen.add(text.id)


def _locate(gold: GoldText, documents: Path | None, base: Path) -> GoldText:
    """``gold`` with the path of its document, sought in ``documents``, beside the gold and above it."""
    named = gold.path or Path(gold.id)
    folders = [documents] if documents else [base, *base.resolve().parents[:3]]
    for folder in folders:
        for candidate in (folder / named, folder / named.name):
            if candidate.is_file():
                return replace(gold, path=candidate)
    hint = "give its folder with --documents" if documents is None else f"not in {documents}"
    raise GoldError(f"{gold.id}: the document {named} is not found: {hint}")


# --- one text a line -------------------------------------------------------------------------------------------------


def _read_text(row: Row) -> GoldText:
    figures = row.rows("figures")
    four = bool(figures) and "measure" in figures[0].values
    gold = _read_four(row, figures) if four else _read_full(row, figures)
    if gold.text is not None:
        check_surfaces(gold, gold.text)
    return gold


def _read_four(row: Row, figures: list[Row]) -> GoldText:
    return GoldText(
        id=row.text("id"),
        path=None,
        text=row.text("text"),
        text_sha256=None,
        statuses="four",
        annotated=COMMON_FIELDS,
        figures=tuple(_read_common(figure, str(n), "measure", _FOUR) for n, figure in enumerate(figures)),
        organizations=tuple(GoldOrganization(surface) for surface in row.names("organizations")),
        places=tuple(GoldPlace(surface) for surface in row.names("places")),
        kind=row.optional_text("kind"),
        script=row.optional_text("script"),
    )


def _read_full(row: Row, figures: list[Row]) -> GoldText:
    path = row.optional_text("path")
    gold = GoldText(
        id=row.text("id"),
        path=Path(path) if path else None,
        text=row.optional_text("text"),
        text_sha256=row.optional_text("text_sha256"),
        statuses="seven",
        annotated=FULL_FIELDS,
        figures=tuple(_read_full_figure(figure, str(n)) for n, figure in enumerate(figures)),
        organizations=tuple(
            GoldOrganization(o.text("surface"), o.names("name"), o.optional_text("kind"))
            for o in row.rows("organizations")
        ),
        places=tuple(
            GoldPlace(
                p.text("surface"), p.text("name"), p.text("level"), p.optional_text("form"), p.optional_text("code")
            )
            for p in row.rows("places")
        ),
        enumerations=tuple(_read_enumeration(e, "listed") for e in row.rows("enumerations")),
        numerals=tuple(_read_numeral(n) for n in row.rows("numerals")),
        kind=row.text("kind"),
        script=row.text("script"),
        title=row.optional_text("title"),
        published_on=row.optional_text("published_on"),
        dated=row.flag("dated", True),
    )
    ids = {figure.id for figure in gold.figures or ()}
    for figure in gold.figures or ():
        if figure.part_of is not None and figure.part_of not in ids:
            raise row.error("part_of", f"{figure.part_of!r} of {figure.surface!r} is no figure of the text")
    return gold


def _read_common(row: Row, id_: str, counted: str, statuses: frozenset[str]) -> GoldFigure:
    start, end = row.span()
    hard = GoldBounds(row.number("low"), row.number("high"))
    return GoldFigure(
        id=id_,
        start=start,
        end=end,
        surface=_exact_surface(row),
        hard=hard,
        likely=hard,
        approx=row.flag("approx"),
        unit=row.text("unit"),
        per=row.optional_text("per"),
        counted=row.text(counted),
        status=row.one_of("status", statuses),
        provider=row.names("provider"),
        place=row.names("place"),
        period=row.optional_text("period"),
        article=str(row.values["article"]) if row.has("article") else None,
    )


def _exact_surface(row: Row) -> str:
    """Rows of one annotation a line have the characters of the span in ``quote``, a tidied surface beside it."""
    return row.text("quote") if row.has("quote") else row.text("surface")


def _read_full_figure(row: Row, number: str) -> GoldFigure:
    figure = _read_common(row, row.optional_text("id") or number, "counted", _SEVEN)
    hard = replace(
        figure.hard,
        low_inclusive=row.flag("low_inclusive", True),
        high_inclusive=row.flag("high_inclusive", True),
    )
    # A likely bound that the file leaves out is the hard one; null says that there is none.
    likely = GoldBounds(
        row.number("likely_low") if "likely_low" in row.values else hard.low,
        row.number("likely_high") if "likely_high" in row.values else hard.high,
    )
    return replace(
        figure,
        hard=hard,
        likely=likely,
        indicator=row.optional_text("indicator"),
        subtype=row.one_of("subtype", _SUBTYPES) if row.has("subtype") else None,
        provider_name=row.names("provider_name"),
        programme=row.optional_text("programme"),
        part_of=row.optional_text("part_of"),
    )


def _read_enumeration(row: Row, members: str) -> GoldEnumeration:
    start, end = row.span()
    stated = row.integer("stated")
    names = row.names(members)
    return GoldEnumeration(
        start=start,
        end=end,
        surface=_exact_surface(row),
        stated=stated,
        stated_high=(row.integer("stated_high") if row.has("stated_high") else None)
        if "stated_high" in row.values
        else stated,
        listed=len(names) if members == "listed" else row.integer("listed"),
        closed=row.flag("closed"),
        members=names,
    )


def _read_numeral(row: Row) -> GoldNumeral:
    start, end = row.span()
    return GoldNumeral(start, end, row.text("surface"), row.one_of("role", _ROLES))


# --- one annotation a line -------------------------------------------------------------------------------------------


def _read_annotations(rows: Iterable[Row]) -> list[GoldText]:
    """Texts put together from rows, each kind of row annotating its own part of them."""
    figures: dict[str, list[GoldFigure]] = defaultdict(list)
    organizations: dict[str, list[GoldOrganization]] = defaultdict(list)
    places: dict[str, list[GoldPlace]] = defaultdict(list)
    enumerations: dict[str, list[GoldEnumeration]] = defaultdict(list)
    documents: dict[str, None] = {}  # in order of appearance
    for row in rows:
        name = row.text("doc")
        documents[name] = None
        if "stated" in row.values:
            enumerations[name].append(_read_enumeration(row, "members"))
        elif "canonical" in row.values:
            organizations[name].append(GoldOrganization(row.text("surface"), row.names("canonical")))
        elif "adcode" in row.values:
            places[name].append(GoldPlace(row.text("surface"), code=row.optional_text("adcode")))
        elif "low" in row.values:
            figures[name].append(_read_common(row, str(len(figures[name])), "counted", _SEVEN))
        else:
            raise row.error("doc", "a row with none of low, stated, canonical, adcode: not known what it annotates")
    return [
        GoldText(
            id=name,
            path=Path(name),
            text=None,
            text_sha256=None,
            statuses="seven",
            annotated=COMMON_FIELDS | {"article"},
            figures=tuple(figures[name]) if figures else None,
            organizations=tuple(organizations[name]) if organizations else None,
            places=tuple(places[name]) if places else None,
            enumerations=tuple(enumerations[name]) if enumerations else None,
        )
        for name in documents
    ]
