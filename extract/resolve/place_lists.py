"""What a list tells of its members: 衡阳、衡南两县 are counties, 长春、吉林等地 are cities of one province."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extract.find.gazetteer import Gazetteer, level_of
from extract.resolve.deictics import Item

_SEPARATOR: Final = re.compile(r"[、，和与及]|以及|、和")
_COUNTIES: Final = re.compile(
    r"(?:等地?)?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:余|多)?个?[\u4e00-\u9fff]{0,6}?(县|旗)(?![级域城市区])"
    r"|等个?(县|旗)(?![级域城市区])"
)


def narrow_by_lists(text: str, items: Sequence[Item], gazetteer: Gazetteer) -> None:
    """Leaves members of a list only the candidates that the list allows, where it allows any."""
    for run in _runs(text, items):
        counted = _COUNTIES.match(text, run[-1].span.end)
        if counted:
            suffix = counted[1] or counted[2]
            for item in run:
                item.codes = tuple(c for c in item.codes if _is_called(c, suffix, gazetteer)) or item.codes
        elif len(run) > 1:
            settled = {code for item in run if len(item.codes) == 1 for code in item.codes}
            provinces = {code[:2] for code in settled}
            if len(provinces) == 1 and {level_of(code) for code in settled} == {"prefecture"}:
                for item in run:
                    like = tuple(c for c in item.codes if level_of(c) == "prefecture" and c[:2] in provinces)
                    item.codes = like or item.codes


def drop_districts(items: Sequence[Item], gazetteer: Gazetteer) -> None:
    """A short name that a county and a district of one prefecture share is the county: districts keep their 区."""
    for item in items:
        if item.span.form == "short" and len(item.codes) > 1:
            districts = {code for code in item.codes if _is_district(code, gazetteer)}
            counties = {code[:4] for code in item.codes if level_of(code) == "county" and code not in districts}
            item.codes = tuple(c for c in item.codes if c not in districts or c[:4] not in counties) or item.codes


def _runs(text: str, items: Sequence[Item]) -> Iterator[list[Item]]:
    run: list[Item] = []
    for item in items:
        if item.span.form == "deictic":
            continue
        if run and not _SEPARATOR.fullmatch(text, run[-1].span.end, item.span.start):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _is_called(code: str, suffix: str, gazetteer: Gazetteer) -> bool:
    return level_of(code) == "county" and any(d.name.endswith(suffix) for d in gazetteer.divisions(code))


def _is_district(code: str, gazetteer: Gazetteer) -> bool:
    return level_of(code) == "county" and all(d.name.endswith("区") for d in gazetteer.divisions(code))
