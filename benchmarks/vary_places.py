"""Other places of the same level and class, children under their parent."""

from __future__ import annotations

import random

from benchmarks.divisions import Division, divisions
from benchmarks.edits import GoldRow
from benchmarks.rename import in_script, rename, to_simplified

_CLASSES = {"province": ("省", "市", "区"), "prefecture": ("市", "州", "区", "盟"), "county": ("县", "区", "市", "旗")}


def vary_places(row: GoldRow, rng: random.Random) -> GoldRow:
    """``row`` with other places: each division becomes one of its level and class, children under their parent.

    Left alone where a short name is an ordinary word as well, or where no fitting divisions exist.
    """
    by_code = {division.code: division for division in divisions() if division.current}
    wanted = [place for place in row["places"] if place.get("code") in by_code]
    if not wanted or any(by_code[p["code"]].common and _is_short(p["surface"], by_code[p["code"]]) for p in wanted):
        return row
    codes = sorted({place["code"] for place in wanted})
    chosen = _choose(codes, by_code, rng, to_simplified(row["text"]))
    if not chosen:
        return row
    written, canonical = {}, {}
    for place in wanted:
        old, new = by_code[place["code"]], chosen[place["code"]]
        name = _written_like(to_simplified(place["surface"]), old, new)
        written[place["surface"]] = in_script(name, row["script"])
        canonical[place["surface"]] = name
        canonical[place["name"]] = new.name
    places = [
        {**place, "code": chosen[place["code"]].code if place.get("code") in chosen else place.get("code")}
        for place in row["places"]
    ]
    return rename({**row, "places": places}, written, canonical)


def _choose(
    codes: list[str], by_code: dict[str, Division], rng: random.Random, text: str
) -> dict[str, Division] | None:
    """A division for each code, never two the same, none that the text names; parents map to parents."""
    needed = sorted({f"{code[:2]}0000" for code in codes} & by_code.keys())
    pool = [d for d in by_code.values() if d.level == "province" and d.code[:2] not in ("71", "81", "82")]
    for _ in range(30):
        chosen: dict[str, Division] = {}
        for code in needed:
            candidates = [d for d in pool if _fits(by_code[code], d, chosen, text)]
            if not candidates:
                return None
            chosen[code] = rng.choice(candidates)
        if all(_choose_below(code, chosen, by_code, rng, text) for code in codes):
            return chosen
    return None


def _choose_below(
    code: str, chosen: dict[str, Division], by_code: dict[str, Division], rng: random.Random, text: str
) -> bool:
    """Add a division for ``code`` under what its parent became (chosen first where need be)."""
    if code in chosen:
        return True
    old = by_code[code]
    if old.parent not in by_code or not _choose_below(old.parent, chosen, by_code, rng, text):
        return False
    parent = chosen[old.parent].code
    candidates = [d for d in by_code.values() if d.parent == parent and _fits(old, d, chosen, text)]
    if not candidates:
        return False
    chosen[code] = rng.choice(candidates)
    return True


def _fits(old: Division, new: Division, chosen: dict[str, Division], text: str) -> bool:
    same = old.level == new.level and old.name[-1] == new.name[-1] and old.name[-1] in _CLASSES[old.level]
    usable = len(new.short) >= 2 and not new.common and new not in chosen.values() and new != old
    return same and usable and new.short not in text


def _is_short(surface: str, division: Division) -> bool:
    return to_simplified(surface) == division.short


def _written_like(surface: str, old: Division, new: Division) -> str:
    """The new name in the form in which the old one stands: full, short, or short with its suffix (威宁县)."""
    if surface == old.name:
        return new.name
    if surface == old.short:
        return new.short
    if surface[-1] == old.name[-1]:
        return new.short + surface[-1]
    return new.short
