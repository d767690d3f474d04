"""Fills the worked examples of docs/statements.md: ``python docs/generate_statements.py``. A test holds them so.

The page is written by hand around blocks that are not: ``<!-- example N01 | from | to | fields -->`` shows the
sentences of a text of ``corpora/`` from the one that holds the phrase *from* to the one that holds *to* (which may be
empty) with what the extractor makes of their figures, and, where that differs, what the gold says; ``<!-- words -->``
lists the groups of ``schemas/verbs.toml``. A block ends with ``<!-- end -->``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]  # the checkout need not be installed

from extract.encode import to_json  # noqa: E402
from extract.errors import GoldError  # noqa: E402
from extract.evaluate import GoldText, read_document, read_gold  # noqa: E402
from extract.evaluate.fields import FIELDS, Setting  # noqa: E402
from extract.evaluate.gold import GoldFigure  # noqa: E402
from extract.evaluate.match import extent, pair_spans  # noqa: E402
from extract.find.lexicon import read_toml  # noqa: E402
from extract.pipeline import extract_document  # noqa: E402
from extract.resources import corpora, schemas  # noqa: E402

PAGE: Final = ROOT / "docs" / "statements.md"
_BLOCK: Final = re.compile(r"(<!-- (example|words)([^\n]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_SENTENCE_END: Final = "。！？\n"
_JUDGES: Final = {field.name: field.judge for field in FIELDS}


def render(page: str) -> str:
    """The page with every block filled anew; raises :class:`GoldError` for one that no longer fits the corpora."""

    def fill(match: re.Match[str]) -> str:
        filled = _words() if match[2] == "words" else _example(*(part.strip() for part in match[3].split("|")))
        return f"{match[1]}\n{filled}\n\n{match[4]}"

    return _BLOCK.sub(fill, page)


@cache
def _gold() -> Mapping[str, GoldText]:
    return {gold.id: gold for gold in read_gold(corpora("gold", "gold.jsonl"))}


@cache
def _read(name: str) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The text of a document of the corpora, and its figures as ``extract --jsonl`` prints them."""
    document = read_document(_gold()[name])
    return document.text, to_json(extract_document(document))["figures"]


def _example(name: str, first: str, last: str, fields: str) -> str:
    if name not in _gold():
        raise GoldError(f"{PAGE.name}: the corpora have no text {name}")
    text, figures = _read(name)
    start = _start_of_sentence(text, _offset(name, text, first))
    end = _end_of_sentence(text, _offset(name, text, last) + len(last) if last else start)
    shown = [figure for figure in figures if start <= extent(figure)[0] < end]
    if not shown:
        raise GoldError(f"{PAGE.name}: {name} has no figure in {text[start:end]!r}")
    gold = _gold()[name].figures or ()
    names = fields.split()
    lines = [f"> {_marked(text, start, end, shown)} ({_link(name)})", "", f"| figure | {' | '.join(names)} |"]
    lines.append("|---" * (len(names) + 1) + "|")
    for figure in shown:
        cells = (_cell(field, figure, figures, gold, text) for field in names)
        lines.append(f"| {_tidy(figure['quote'])} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _offset(name: str, text: str, phrase: str) -> int:
    if text.count(phrase) != 1:
        raise GoldError(f"{PAGE.name}: {phrase!r} occurs {text.count(phrase)} times in {name}, not once")
    return text.index(phrase)


def _start_of_sentence(text: str, offset: int) -> int:
    return max(text.rfind(mark, 0, offset) for mark in _SENTENCE_END) + 1


def _end_of_sentence(text: str, offset: int) -> int:
    ends = [at for mark in _SENTENCE_END if (at := text.find(mark, offset)) >= 0]
    end = min(ends, default=len(text))
    return end + 1 if end < len(text) and text[end] != "\n" else end


def _marked(text: str, start: int, end: int, figures: Sequence[Mapping[str, Any]]) -> str:
    """The passage with its figures in brackets that no text has around a number; bold would run together."""
    parts, at = [], start
    for figure in figures:
        left, right = extent(figure)
        parts += [text[at:left], f"【{text[left:right]}】"]
        at = right
    return _tidy("".join([*parts, text[at:end]]))


def _tidy(text: str) -> str:
    """Fit for a cell or one line of the page."""
    return re.sub(r"\s*\n\s*", " ⏎ ", text.strip()).replace("\t", " ⇥ ").replace("|", "\\|")


def _link(name: str) -> str:
    path = _gold()[name].path
    file = path.name if path is not None else name
    return f"[{name}](../corpora/texts/{file})"


def _cell(
    field: str,
    figure: Mapping[str, Any],
    figures: Sequence[Mapping[str, Any]],
    gold: Sequence[GoldFigure],
    text: str,
) -> str:
    """The value of a field, and the gold's if that is another."""
    pairs = pair_spans(gold, figures)
    figure_of = {str(figures[at]["id"]): g.id for g, at in zip(gold, pairs, strict=True) if at is not None}
    mine = next((g for g, at in zip(gold, pairs, strict=True) if at is not None and figures[at] is figure), None)
    said = _value(field, figure, figures)
    if mine is None:
        return f"{said} (gold: no figure)"
    if not _JUDGES[field](mine, figure, Setting(False, figure_of, {})).cause:
        return said
    wanted = mine.part_of and next(g.surface for g in gold if g.id == mine.part_of)
    told = wanted if field == "part_of" else getattr(mine, field)
    return f"{said} (gold: {_tidy('、'.join(told) if isinstance(told, tuple) else told or '') or '—'})"


def _value(field: str, figure: Mapping[str, Any], figures: Sequence[Mapping[str, Any]]) -> str:
    value = figure[field]
    if field == "part_of" and value:
        value = next(other["quote"] for other in figures if other["id"] == value)
    elif field == "period" and value:
        return _tidy(f"{value['text']} = {value['start'] or '…'} to {value['end'] or '…'}, {value['basis']}")
    elif isinstance(value, list):
        value = "、".join(item["name"] if isinstance(item, dict) else item for item in value)
    return _tidy(value or "") or "—"


def _words() -> str:
    lines = ["| kind | group | status | words | example |", "|---|---|---|---|---|"]
    for kind, groups in read_toml(schemas("verbs.toml")).items():
        for group in groups:
            status = group["status"] + (f" ({group['subtype']})" if "subtype" in group else "")
            words = "、".join(group["words"][:6]) + (" …" if len(group["words"]) > 6 else "")
            lines.append(f"| {kind} | {group['group']} | {status} | {words} | {group['examples'][0][0]} |")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
