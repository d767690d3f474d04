"""The checks as cards: the verdict, its reason, and the calculation laid open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

from extract.audit.findings import Finding
from extract.audit.verdicts import Verdict
from extract.present.amounts import format_interval
from extract.present.render import CHECK_TITLES, VERDICTS
from extract.present.report.charts import make_axis
from extract.present.report.sources import Citation, Sources
from extract.present.report.views import BarRow, Chart, Label, bar_row, make_chart
from extract.present.tables import ROLES

_TONES: Final[dict[Verdict, str]] = {"consistent": "good", "inconsistent": "bad", "cannot-tell": "doubt"}
_ORDER: Final[tuple[Verdict, ...]] = ("inconsistent", "cannot-tell", "consistent")
_KINDS: Final = {
    "committed": "committed", "disbursed": "disbursed", "whole": "target", "stated": "target", "planned": "target",
    "total": "target", "part": "actual", "reported": "actual",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FindingCard:
    anchor: str
    check: Label
    verdict: Label
    reason: str
    formula: str
    chart: Chart
    listed: tuple[str, ...]
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one verdict; ``share`` is their part of all in per cent."""

    anchor: str
    label: Label
    cards: tuple[FindingCard, ...]
    count: int
    share: str
    listed: bool  # as a table: what is in order needs no card


def finding_groups(findings: Sequence[Finding], sources: Sources) -> list[FindingGroup]:
    assert set(_ORDER) == set(get_args(Verdict))
    groups = []
    for verdict in _ORDER:
        found = [(i, finding) for i, finding in enumerate(findings, 1) if finding.verdict == verdict]
        if found:
            zh, en, _ = VERDICTS[verdict]
            cards = tuple(_card(i, finding, sources) for i, finding in found)
            share = f"{100 * len(found) / len(findings):.4f}"
            label = Label(zh, en, _TONES[verdict])
            groups.append(FindingGroup(f"check-{verdict}", label, cards, len(found), share, verdict == "consistent"))
    return groups


def _card(number: int, finding: Finding, sources: Sources) -> FindingCard:
    zh, en, _ = VERDICTS[finding.verdict]
    check = CHECK_TITLES[finding.check].partition(" ")
    cites = [sources.cite(each.id, each.quote, each.uri) for each in finding.inputs]
    return FindingCard(
        anchor=f"f{number}",
        check=Label(check[0], check[2]),
        verdict=Label(zh, en, _TONES[finding.verdict]),
        reason=finding.reason,
        formula="" if finding.calculation is None else finding.calculation.formula,
        chart=_chart(finding, cites),
        listed=tuple(name for each in finding.inputs for name in each.listed),
        evidence=tuple(sources.together(cites)),
    )


def _chart(finding: Finding, cites: Sequence[Citation]) -> Chart:
    """The inputs, then what was computed and what is stated. Figures of different units share no axis, and one
    alone needs none: then nothing is drawn."""
    made = finding.calculation
    units = {each.unit for each in finding.inputs if each.unit} | ({made.unit} if made is not None else set())
    pairs = [(each.hard, each.likely) for each in finding.inputs]
    pairs += (
        [] if made is None else [(made.computed.hard, made.computed.likely), (made.stated.hard, made.stated.likely)]
    )
    axis = make_axis(pairs) if len(units) <= 1 < len(pairs) else None
    rows: list[BarRow] = []
    for each, cite in zip(finding.inputs, cites, strict=True):
        weight = "" if each.weight is None else f" {each.weight:+d}"
        label = Label(f"{ROLES[each.role]}{weight}", each.role)
        kind = _KINDS.get(each.role, "other")
        words = "".join(each.quote.split()) if each.role != "document" else format_interval(each.hard, each.unit)
        rows.append(bar_row(label, kind, axis, each.hard, each.likely, each.unit, words=words, cites=[cite]))
    if made is not None:
        for label, kind, side in (
            (Label("计算", "computed"), "computed", made.computed),
            (Label("所述", "stated"), "target", made.stated),
        ):
            words = format_interval(side.likely, made.unit)
            rows.append(bar_row(label, kind, axis, side.hard, side.likely, made.unit, words=words))
    return make_chart(rows, axis)
