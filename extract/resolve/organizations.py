"""Canonical names of organizations (DESIGN §5): the level's place put in, abbreviations expanded, renamings dated.

省民政厅 in a text about Sichuan is 四川省民政厅; 天津市委 is 中共天津市委员会; 全总 is 中华全国总工会. Names that
are their bearer's own (foundations, companies …) stay as written. What the text does not tell stays as written as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from extract.find.gazetteer import load_gazetteer
from extract.find.organization_aliases import define_aliases
from extract.find.organization_lexicon import OrganizationLexicon, organization_lexicon
from extract.types import Organization, OrganizationSpan, Place

_SEPARATORS: Final = frozenset("、和与及")
_LOCAL: Final = frozenset({"public-body", "party-body", "people's-organization"})
_OWN: Final = frozenset({"foundation", "association", "chamber", "company", "service-centre", "social-organization"})
_DEPARTMENT_NAMES: Final = {"委": "委员会", "办": "办公室"}
_PARTY_WORDS: Final = ("中共", "中国共产党", "共青团")
_MUNICIPALITIES: Final = ("北京市", "天津市", "上海市", "重庆市")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart: the place or level that it opens with (``deictic``: 省, 自治州) and the body."""

    place: str
    body: str
    deictic: bool = False


def resolve_organizations(
    text: str,
    spans: Sequence[OrganizationSpan],
    places: Sequence[Place],
    home_name: str | None,
    province_name: str | None,
    on: date | None,
) -> list[Organization]:
    """One organization for each span, in order.

    ``home_name`` is the place that the text is about, ``province_name`` its province, ``on`` the day the text was
    published (``None``: names as they are today).
    """
    lexicon = organization_lexicon()
    levels = _Levels(places, home_name, province_name)
    aliases = define_aliases(text, spans)
    ordered = {(place.span[0], place.span[1]): place for place in places if place.form in ("full", "short")}
    by_start = {place.span[0]: place for place in ordered.values()}
    names: dict[OrganizationSpan, str] = {}
    resolved: list[Organization] = []
    head: tuple[OrganizationSpan, _Parts] | None = None  # the body whose level a list's members share
    for span in spans:
        surface = "".join(text[start:end] for start, end in span.pieces)
        if (defined := aliases.get(surface)) is not None and defined in names:
            name = names[defined]
        elif surface in lexicon.national_names:
            name = lexicon.national_names[surface]
        else:
            parts = _take_apart(text, span, surface, by_start, lexicon)
            if not parts.place and head is not None and _follows(text, head[0], span):
                parts = _Parts(head[1].place, surface, head[1].deictic)
            if parts.place and span.kind in _LOCAL:
                head = (span, parts)
            name = _compose(parts, span, levels, lexicon)
        name = _renamed(name, on, lexicon)
        names[span] = name
        resolved.append(Organization(span.pieces, surface, name, span.kind))
    return _complete(resolved)


def _complete(organizations: list[Organization]) -> list[Organization]:
    """海岳基金会 beside one 青岛市海岳基金会, and no other, is that one."""
    names = {(organization.name, organization.kind) for organization in organizations}
    completed = []
    for organization in organizations:
        if organization.kind in _OWN and organization.name == organization.surface:
            tail = (organization.name, organization.kind)
            longer = [n for n, kind in names if n != tail[0] and kind == tail[1] and n.endswith(tail[0])]
            if len(longer) == 1:
                organization = replace(organization, name=longer[0])
        completed.append(organization)
    return completed


class _Levels:
    """Which place a level word stands for in this text."""

    def __init__(self, places: Sequence[Place], home_name: str | None, province_name: str | None) -> None:
        self._province = province_name or ""
        self._home = home_name or ""
        self._mentioned = {place.name for place in places if place.form in ("full", "short")}
        self._chain = [name for name in (self._home, *self._above(places), self._province) if name]

    def _above(self, places: Sequence[Place]) -> list[str]:
        code = next((place.code for place in places if place.name == self._home and place.code), None)
        if code is None:
            return []
        gazetteer = load_gazetteer()
        above = (gazetteer.division(code) for code in gazetteer.ancestors(code))
        return [division.name for division in above if division is not None]

    def name(self, level: str) -> str | None:
        """The full name of the place that ``level`` (省, 市, 自治州 …) means, ``None`` if the text does not tell."""
        if level in ("省", "自治区"):
            return self._province if self._province.endswith(level) else None
        if level == "市" and self._province in _MUNICIPALITIES:
            return self._province
        for name in self._chain:
            if name.endswith(level) and not (level == "区" and name.endswith("自治区")):
                return name
        others = [name for name in self._mentioned if name.endswith(level)]
        return others[0] if len(others) == 1 else None


def _take_apart(
    text: str, span: OrganizationSpan, surface: str, by_start: dict[int, Place], lexicon: OrganizationLexicon
) -> _Parts:
    start, end = span.start, span.end
    start += next((len(words) for words in _PARTY_WORDS if surface.startswith(words)), 0)
    position, names = start, list[str]()
    while (place := by_start.get(position)) is not None and place.span[1] <= end:
        names.append(place.name if span.kind in _LOCAL else text[slice(*place.span)])
        position = place.span[1]
    if names:
        if len(span.pieces) > 1:  # 福建 + 省总工会: the level comes with the second piece
            body = text[span.pieces[1][0] : span.pieces[1][1]]
            return _Parts(names[0], _without_level(body, lexicon) if len(names) == 1 else body)
        # A chain (四川省凉山州) keeps what is written; only its last place is given in full.
        written = [text[slice(*by_start[offset].span)] for offset in _chain_offsets(by_start, start, position)][:-1]
        body = text[position:end]
        if body == "委" and surface.startswith("共青团"):
            body = "团委"
        return _Parts("".join(written) + names[-1], body)
    if surface.startswith("团") and surface.endswith("委"):  # 团省委
        return _Parts(surface[1:-1], "团委", deictic=True)
    for level in lexicon.levels:
        if surface.startswith(level) and len(surface) > len(level):
            return _Parts(level, surface[len(level) :], deictic=True)
    if span.kind in _LOCAL and surface not in lexicon.abbreviations:
        for level in lexicon.levels:  # a place that the gazetteer does not have, with its level word
            cut = surface.find(level, 1)
            if cut > 0 and _is_known_body(surface[cut + len(level) :], lexicon):
                return _Parts(surface[: cut + len(level)], surface[cut + len(level) :])
    return _Parts("", surface)


def _chain_offsets(by_start: dict[int, Place], start: int, end: int) -> list[int]:
    offsets = []
    while start < end:
        offsets.append(start)
        start = by_start[start].span[1]
    return offsets


def _without_level(body: str, lexicon: OrganizationLexicon) -> str:
    for level in lexicon.levels:
        if body.startswith(level):
            return body[len(level) :]
    return body


def _is_known_body(body: str, lexicon: OrganizationLexicon) -> bool:
    return body in lexicon.abbreviations or _department(body, lexicon) is not None


def _follows(text: str, before: OrganizationSpan, span: OrganizationSpan) -> bool:
    return before.end == span.start - 1 and text[before.end] in _SEPARATORS


def _compose(parts: _Parts, span: OrganizationSpan, levels: _Levels, lexicon: OrganizationLexicon) -> str:
    place = parts.place
    if parts.deictic:
        place = levels.name(parts.place) or parts.place
    if not place or (span.kind not in _LOCAL and not parts.deictic):
        return place + _expanded(parts.body, lexicon) if place else parts.body
    body = _without_session(parts.body)
    return _local_name(place, body, lexicon)


def _local_name(place: str, body: str, lexicon: OrganizationLexicon) -> str:
    """Place and body put together, each of the body's abbreviations expanded."""
    for committee in ("党委", "团委", "委"):
        rest = body.removeprefix(committee)
        if rest != body and rest in lexicon.abbreviations and "中共" in lexicon.abbreviations[rest]:
            return lexicon.abbreviations[rest].format(place=place)
    if body in lexicon.province_abbreviations and place.endswith(("省", "自治区", *_MUNICIPALITIES)):
        return lexicon.province_abbreviations[body].format(place=place)
    if body in lexicon.abbreviations:
        return lexicon.abbreviations[body].format(place=place)
    return place + _expanded(body, lexicon)


def _expanded(body: str, lexicon: OrganizationLexicon) -> str:
    return _department(body, lexicon) or body


def _department(body: str, lexicon: OrganizationLexicon) -> str | None:
    for suffix in lexicon.department_suffixes:
        function = body.removesuffix(suffix)
        if function != body and function in lexicon.functions:
            return lexicon.functions[function] + _DEPARTMENT_NAMES.get(suffix, suffix)
    return None


def _without_session(body: str) -> str:
    """十三届人大常委会 → 人大常委会: sessions come and go, the body is one."""
    session, mark, rest = body.partition("届")
    return rest if mark and rest and all(c.isdigit() or c in "第一二三四五六七八九十" for c in session) else body


def _renamed(name: str, on: date | None, lexicon: OrganizationLexicon) -> str:
    for renaming in lexicon.renamings:
        if name == renaming.old and (on is None or on >= renaming.since):
            return renaming.new
    return name
