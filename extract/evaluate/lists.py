"""Organizations, places and enumerations of a text: which were found, and what they were resolved to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from extract.evaluate.gold import GoldEnumeration, GoldOrganization, GoldPlace
from extract.evaluate.match import Prediction, extent, pair_spans, squeeze
from extract.evaluate.sentences import sentence_around
from extract.evaluate.tally import Miss, Tally, words

#: Gold lists places of county level and above in full or short form; the others are the extractor's own business.
_LEVELS: Final = frozenset({"province", "prefecture", "county"})
_FORMS: Final = frozenset({"full", "short"})


def score_organizations(
    document: str, gold: Sequence[GoldOrganization], text: str, predicted: Sequence[Prediction], tally: Tally
) -> None:
    """Distinct surfaces found; canonical name and kind of those that are."""
    by_surface = _by_quote(predicted)
    wanted = {squeeze(organization.surface): organization for organization in gold}
    found = _score_surfaces(
        "organizations", document, {key: o.surface for key, o in wanted.items()}, by_surface, text, tally
    )
    for surface in sorted(found):
        organization, rows = wanted[surface], by_surface[surface]
        if organization.names:
            names = {squeeze(name) for name in organization.names}
            given = {squeeze(row.get("name")) for row in rows}
            _share("organization_name", document, surface, names == given, sorted(names), sorted(given), tally)
        if organization.kind:
            kinds = sorted({str(row.get("kind")) for row in rows})
            _share(
                "organization_kind", document, surface, kinds == [organization.kind], organization.kind, kinds, tally,
                cause=f"{organization.kind} → {words(kinds)}",
            )  # fmt: skip


def score_places(
    document: str, gold: Sequence[GoldPlace], text: str, predicted: Sequence[Prediction], tally: Tally
) -> None:
    """Distinct surfaces found; code, name and level of those that are, by the reading most often given."""
    by_surface = _by_quote(
        [row for row in predicted if row.get("level") in _LEVELS and row.get("form", "full") in _FORMS]
    )
    listed = [p for p in gold if (p.level is None or p.level in _LEVELS) and (p.form is None or p.form in _FORMS)]
    wanted = {squeeze(place.surface): place for place in listed}
    found = _score_surfaces("places", document, {key: p.surface for key, p in wanted.items()}, by_surface, text, tally)
    for surface in sorted(found):
        place, rows = wanted[surface], by_surface[surface]
        for field, expected, key in (
            ("place_code", place.code, "code"),
            ("place_name", place.name, "name"),
            ("place_level", place.level, "level"),
        ):
            if expected is None:
                continue
            given = sorted({str(row[key]) for row in rows if row.get(key) is not None})
            right = [squeeze(value) for value in given] == [squeeze(expected)]
            _share(field, document, surface, right, expected, given, tally)


def score_enumerations(
    document: str, gold: Sequence[GoldEnumeration], text: str, predicted: Sequence[Prediction], tally: Tally
) -> None:
    """Stated counts with their lists: found by overlap, then the count, the number of members and closedness."""
    pairs = pair_spans(gold, predicted)
    found = sum(index is not None for index in pairs)
    tally.add("enumerations", right=found, gold=len(gold), predicted=len(predicted))
    for wanted, index in zip(gold, pairs, strict=True):
        before, after = sentence_around(text, wanted.start, wanted.end)
        if index is None:
            members = words(wanted.members)
            tally.misses.append(Miss(document, "enumerations", "missed", wanted.surface, members, "", before, after))
            continue
        row = predicted[index]
        stated = (wanted.stated, wanted.stated_high)
        for field, expected, given in (
            ("enumeration_stated", stated, (row.get("stated"), row.get("stated_high"))),
            ("enumeration_listed", wanted.listed, len(row.get("listed") or [])),
            ("enumeration_closed", wanted.closed, row.get("closed")),
        ):
            tally.add_share(field, right=expected == given, gold=1)
            if expected != given:
                shown = wanted.members if field == "enumeration_listed" else expected
                read = row.get("listed") if field == "enumeration_listed" else given
                cause = _count_cause(expected, given)
                tally.misses.append(
                    Miss(document, field, cause, wanted.surface, words(shown), words(read), before, after)
                )
    for index, row in enumerate(predicted):
        if index not in pairs:
            start, end = extent(row)
            before, after = sentence_around(text, start, end)
            tally.misses.append(
                Miss(document, "enumerations", "spurious", text[start:end], "", words(row.get("listed")), before, after)
            )


def _count_cause(expected: Any, given: Any) -> str:
    if isinstance(expected, int) and isinstance(given, int) and not isinstance(expected, bool):
        return "too few" if given < expected else "too many"
    return "other"


def _score_surfaces(
    field: str,
    document: str,
    wanted: Mapping[str, str],
    by_surface: Mapping[str, Sequence[Prediction]],
    text: str,
    tally: Tally,
) -> set[str]:
    """Compare squeezed surfaces; ``wanted`` gives each as written too, to find its sentence."""
    found = set(wanted) & set(by_surface)
    tally.add(field, right=len(found), gold=len(wanted), predicted=len(by_surface))
    for surface in sorted(wanted[key] for key in set(wanted) - found):
        at = text.find(surface)  # not found where white space breaks it
        before, after = sentence_around(text, at, at + len(surface)) if at >= 0 else ("", "")
        tally.misses.append(Miss(document, field, "missed", surface, surface, "", before, after))
    for surface in sorted(set(by_surface) - set(wanted)):
        row = by_surface[surface][0]
        start, end = extent(row)
        before, after = sentence_around(text, start, end)
        name = str(row.get("name") or "")
        tally.misses.append(Miss(document, field, "spurious", row["quote"], "", name, before, after))
    return found


def _share(
    field: str, document: str, surface: str, right: bool, gold: Any, given: Any, tally: Tally, *, cause: str = ""
) -> None:
    tally.add_share(field, right=right, gold=1)
    if not right:
        reason = cause or ("missing" if not given else "several" if len(given) > 1 else "other")
        tally.misses.append(Miss(document, field, reason, surface, words(gold), words(given)))


def _by_quote(predicted: Sequence[Prediction]) -> dict[str, list[Prediction]]:
    result: dict[str, list[Prediction]] = defaultdict(list)
    for row in predicted:
        result[squeeze(row["quote"])].append(row)
    return dict(result)
