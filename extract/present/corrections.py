"""What a reviewer writes to correct a field, as the base stores it: ``status=actual``, ``value=50余万元``.

A value is read by the same rules as a text, so that 50余万元 gets the bounds that it has there. An empty right side
says that there is none (``programme=``).
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, get_args

from extract.audit.indicators import indicators
from extract.errors import HezhangError
from extract.interval import number_to_text
from extract.store.reviews import CORRECTABLE
from extract.types import Dimension, PeriodBasis, Status, Subtype

_LIST: Final = re.compile(r"[、,，;；]\s*")
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_CODE: Final = re.compile(r"\d{6}")
#: The first word is the one shown.
BASES: Final[dict[PeriodBasis, tuple[str, ...]]] = {
    "flow": ("flow", "期间"),
    "cumulative": ("cumulative", "累计"),
    "instant": ("instant", "截至"),
}


class CorrectionError(HezhangError):
    """A correction that cannot be understood; its text says why and what can."""


def read_corrections(assignments: Iterable[str]) -> dict[str, Any]:
    """The correction that ``field=value`` phrases make.

    Raises:
        CorrectionError: an unknown field, or a value that does not fit it.
    """
    correction: dict[str, Any] = {}
    for assignment in assignments:
        field, equals, text = assignment.partition("=")
        if not equals or field.strip() not in CORRECTABLE:
            raise CorrectionError(f"{assignment!r} is no field=value 不是“字段=值”; fields: {', '.join(CORRECTABLE)}")
        correction |= _FIELDS[field.strip()](text.strip())
    return correction


def describe_correction(correction: Mapping[str, Any]) -> str:
    """A correction as a reviewer would write it; a value by its bounds."""
    return "；".join(f"{field}={_describe(field, value)}" for field, value in correction.items())


def _describe(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "value":
        return str(value["text"])
    if field == "provider":
        return "、".join(value)
    if field == "place":
        return "、".join(name if code is None else f"{name}:{code}" for name, code in value)
    return str(value["text"]) if field == "period" else str(value)


def _value(text: str) -> dict[str, Any]:
    """The bounds of a wording, with the unit where it names one."""
    # Imported here: only who corrects a value needs the rules for reading one.
    from extract.find.figures import find_figures
    from extract.find.numerals import find_runs
    from extract.normalize.characters import fold, simplify

    written = simplify(fold(text))
    bare = bool(written) and written[-1] in "0123456789万亿十百千余多"
    probe = written + "元" if bare else written  # a number alone: the unit stays what it was
    figures = find_figures(probe, find_runs(probe))
    if len(figures) != 1:
        raise CorrectionError(
            f"{text!r} is not one quantity 不是一个数量, e.g. value=50余万元, value=3至5万, value=不少于60家"
        )
    figure = figures[0]
    bounds: dict[str, Any] = {"text": text, "approx": int(figure.approx)}
    for prefix, interval in (("", figure.hard), ("likely_", figure.likely)):
        for end in ("low", "high"):
            bounds[f"{prefix}{end}"] = _number(getattr(interval, end))
            bounds[f"{prefix}{end}_inclusive"] = int(getattr(interval, f"{end}_inclusive"))
    for end in ("low", "high"):
        number = getattr(figure.hard, end)
        bounds[f"{end}_real"] = None if number is None else float(number)
    found: dict[str, Any] = {"value": bounds}
    return found if bare else found | {"unit": figure.unit, "dimension": figure.dimension}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else number_to_text(value)


def _word(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        return {field: text or None}

    return read


def _needed(field: str) -> Callable[[str], dict[str, Any]]:
    def read(text: str) -> dict[str, Any]:
        if not text:
            raise CorrectionError(f"{field} cannot be empty 不能为空")
        return {field: text}

    return read


def _choice(field: str, known: Iterable[str], *, optional: bool = False) -> Callable[[str], dict[str, Any]]:
    choices = tuple(known)

    def read(text: str) -> dict[str, Any]:
        if text not in choices and not (optional and not text):
            raise CorrectionError(f"{field}={text!r} is unknown 没有此值; known: {', '.join(choices)}")
        return {field: text or None}

    return read


def _indicator(text: str) -> dict[str, Any]:
    return _choice("indicator", indicators(), optional=True)(text)


def _provider(text: str) -> dict[str, Any]:
    return {"provider": list(dict.fromkeys(name for name in _LIST.split(text) if name))}


def _place(text: str) -> dict[str, Any]:
    """Names parted by commas; the code is that of the only division so named, or follows a colon (大理市:532901)."""
    places = []
    for item in filter(None, _LIST.split(text)):
        name, _, code = item.replace("：", ":").partition(":")
        if code and not _CODE.fullmatch(code):
            raise CorrectionError(f"{code!r} is no GB/T 2260 code of six digits 不是六位代码")
        places.append([name, code or _known_code(name)])
    return {"place": places}


def _known_code(name: str) -> str | None:
    from extract.find.gazetteer import load_gazetteer

    known = load_gazetteer().by_text.get(name)
    return known.codes[0] if known is not None and known.form == "full" and len(known.codes) == 1 else None


def _period(text: str) -> dict[str, Any]:
    """``2023``, ``2023-05``, ``2021-01-01..2023-06-30``, an open end left out; then flow, cumulative or instant."""
    if not text:
        return {"period": {"start": None, "end": None, "basis": None, "text": None}}
    days, _, word = text.partition(" ")
    basis = next((name for name, words in BASES.items() if (word.strip() or "flow") in words), None)
    start, dots, end = days.partition("..")
    first, last = _day(start, last=False), _day(end if dots else start, last=True)
    if basis is None or (first is None and last is None) or (first and last and first > last):
        raise CorrectionError(
            f"{text!r} is no period 不是时期, e.g. period=2023, period=2021-01-01..2023-06-30, period=2023-06 instant"
        )
    if basis == "instant":
        first = None
    return {"period": {"start": first, "end": last, "basis": basis, "text": text}}


def _day(text: str, *, last: bool) -> str | None:
    """The first or last day of a year, a month or a day; ``None`` for nothing."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise CorrectionError(f"{text!r} is no date 不是日期: YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), int(match[3] or 0)
    try:
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1)).isoformat()
    except (ValueError, calendar.IllegalMonthError) as error:
        raise CorrectionError(f"{text!r} is no date 不是日期: {error}") from error


def correction_from_json(text: str) -> dict[str, Any]:
    """A correction as ``export`` writes it.

    Raises:
        CorrectionError: no JSON object, or one with unknown fields.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise CorrectionError(f"the correction is no JSON: {error}") from error
    if not isinstance(found, dict) or set(found) - set(CORRECTABLE):
        raise CorrectionError(f"a correction is a JSON object with the fields {', '.join(CORRECTABLE)}")
    return found


_FIELDS: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "value": _value,
    "unit": _needed("unit"),
    "per": _word("per"),
    "dimension": _choice("dimension", get_args(Dimension)),
    "counted": _word("counted"),
    "indicator": _indicator,
    "status": _choice("status", get_args(Status)),
    "subtype": _choice("subtype", get_args(Subtype), optional=True),
    "provider": _provider,
    "place": _place,
    "programme": _word("programme"),
    "period": _period,
    "part_of": _word("part_of"),
}
