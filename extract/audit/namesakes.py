"""Which bodies of a base may be one: pairs of names with the evidence for and against, for a human to judge.

Nothing is merged here. Names are compared without their place, legal form and brackets; a pair is proposed if what is
left is alike (rapidfuzz), or one name is the end of the other (海岳基金会, 青岛市海岳基金会) or shortens it, and
nothing speaks against it: other places, other numbers (第一小学, 第二小学), other points of the compass, kinds that
exclude each other. A name with a level but no place (县残联) means another body in each text: it is proposed for that
text alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from extract.find.gazetteer import contains, load_gazetteer
from extract.normalize.characters import fold
from extract.store.base import Base
from extract.store.decisions import decisions
from extract.store.identity import identify
from extract.store.organizations import Body, bodies, programmes_of

LOWEST: Final = 75.0  # of 100: less than that is not proposed
_ALIKE: Final = 80.0  # of the names alone
_SHORTENED: Final = 72.0  # what a shortened name in the same text weighs
_CROWD: Final = 40  # names that share a pair of characters; more, and the pair tells nothing (公司, 协会)
_LEGAL: Final = re.compile(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团|股份|责任)")
_MARKS: Final = re.compile(r"[（）()“”\"「」『』·\-—\s]")
_LEVEL: Final = re.compile(r"^(?:全省|全市|全县|我省|我市|我县|省|市|县|区|州|自治区|自治州|自治县)(?=.{3})")
_NATIONAL: Final = re.compile(r"国家|中国|中华|全国|中央")
_TELLING: Final = frozenset("一二三四五六七八九十0123456789东南西北中上下")
_WEIGHT_DOCUMENT, _WEIGHT_PLACE, _WEIGHT_PROGRAMME, _WEIGHT_TAIL = 4.0, 6.0, 6.0, 8.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """That ``name`` is the body ``other``, in the document ``uri`` or (``None``) everywhere.

    ``score``, up to 100, orders proposals; ``evidence`` says why, in words.
    """

    id: str
    name: str
    other: str
    score: float
    evidence: tuple[str, ...]
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class _Core:
    """A name without its place and form, and the divisions that its place may be."""

    text: str
    places: tuple[str, ...]
    place: str


def propose(base: Base, *, lowest: float = LOWEST) -> list[Proposal]:
    """The pairs of bodies that may be one, the likeliest first; what a human judged before is left out."""
    known = bodies(base)
    judged = {(frozenset((d.name, d.other)), d.uri) for d in decisions(base) if d.other is not None}
    pairs = list(_pairs(known))
    programmes = programmes_of(base, {body.name for pair in pairs for body in pair})
    found = []
    for a, b in pairs:
        shared = programmes.get(a.name, set()) & programmes.get(b.name, set())
        if (weighed := _weigh(a, b, shared)) is None or weighed[0] < lowest:
            continue
        name, other = _direction(a, b)
        within: list[str | None] = [None]
        if _LEVEL.match(name) and not _core(name).places:
            within = [uri for uri in a.documents if uri in b.documents]
        for uri in within:
            if (frozenset((name, other)), uri) not in judged:
                id_ = identify("merge", *sorted((name, other)), uri)[:8]
                found.append(Proposal(id_, name, other, *weighed, uri))
    return sorted(found, key=lambda p: (-p.score, p.name, p.other))


def _pairs(known: Sequence[Body]) -> Iterable[tuple[Body, Body]]:
    """Pairs whose cores share a pair of characters that few names have: never all with all."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for index, body in enumerate(known):
        core = _core(body.name).text
        for piece in {core[i : i + 2] for i in range(len(core) - 1)}:
            holding[piece].append(index)
    seen: set[tuple[int, int]] = set()
    for indices in holding.values():
        if 1 < len(indices) <= _CROWD:
            seen.update(combinations(indices, 2))
    return ((known[i], known[j]) for i, j in sorted(seen))


@lru_cache(maxsize=65536)
def _core(name: str) -> _Core:
    text = _LEGAL.sub("", _MARKS.sub("", fold(name))) or name
    gazetteer, places, place, start = load_gazetteer(), tuple[str, ...](), "", 0
    for length in range(min(12, len(text) - 2), 1, -1):
        known = gazetteer.by_text.get(text[:length])
        if known is not None and known.codes and known.form in ("full", "short") and not (
            known.common and known.form == "short"
        ):  # fmt: skip
            places, place, start = known.codes, text[:length], length
            break
    rest = _LEVEL.sub("", text[start:]) if not start else text[start:]
    return _Core(rest, places, place)


def _weigh(a: Body, b: Body, programmes: set[str]) -> tuple[float, tuple[str, ...]] | None:
    """(score, evidence), or ``None`` where something speaks against it or the names are not alike."""
    one, other = _core(a.name), _core(b.name)
    if _excluded(a, b, one, other):
        return None
    alike = float(fuzz.ratio(one.text, other.text))
    shorter, longer = sorted((a.name, b.name), key=len)
    tail = longer.endswith(shorter) and len(shorter) >= 4
    shared = sorted(set(a.documents) & set(b.documents))
    short = bool(shared) and _shortens(*sorted((one.text, other.text), key=len))
    if alike < _ALIKE and not tail and not short:
        return None
    score, evidence = min(alike, 90.0) * 0.9, [f"名称相似 names alike {alike:.0f}/100"]
    if short:
        score = max(score, _SHORTENED)
        evidence.append(f"“{shorter}”是“{longer}”的缩写 one shortens the other")
    if tail:
        score += _WEIGHT_TAIL
        evidence.append(f"“{longer}”以“{shorter}”结尾 one ends in the other")
    if one.places and other.places:
        score += _WEIGHT_PLACE
        evidence.append(f"同一地方 same place {one.place}／{other.place}")
    if shared:
        score += _WEIGHT_DOCUMENT
        evidence.append(f"同一文件 same document {'、'.join(shared[:3])}" + (" …" if len(shared) > 3 else ""))
    if programmes:
        score += _WEIGHT_PROGRAMME
        evidence.append(f"同一项目 same programme {'、'.join(sorted(programmes)[:3])}")
    return min(score, 100.0), tuple(evidence)


def _shortens(short: str, long: str) -> bool:
    """Whether ``short`` leaves out characters of ``long``, beginning and ending as it does: 渝山基金会."""
    if len(short) < 4 or short == long or short[:2] != long[:2] or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _excluded(a: Body, b: Body, one: _Core, other: _Core) -> bool:
    """Whether something speaks against the two being one."""
    if a.kind != b.kind and "group" in (a.kind, b.kind):
        return True
    if a.parent == b.name or b.parent == a.name:
        return True
    if one.places and other.places and set(one.places).isdisjoint(other.places):
        # 四川省凉山州慈善会 is 凉山州慈善会; a city's and its county's are two.
        shorter, longer = sorted((a.name, b.name), key=len)
        within = any(contains(x, y) or contains(y, x) for x in one.places for y in other.places)
        return not (within and longer.endswith(shorter))
    if (_NATIONAL.match(a.name) and other.places) or (_NATIONAL.match(b.name) and one.places):
        return True  # 国家乡村振兴局, 海南省乡村振兴局: a national body is none of a place
    return one.text != other.text and _telling(one.text) != _telling(other.text)


def _telling(text: str) -> list[str]:
    return sorted(c for c in text if c in _TELLING)


def _direction(a: Body, b: Body) -> tuple[str, str]:
    """The fuller name stands for both; of equally long ones the more frequent."""
    keep = max((a, b), key=lambda body: (len(body.name), body.mentions, body.name))
    return (b.name, a.name) if keep is a else (a.name, b.name)
