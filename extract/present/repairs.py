"""Damaged characters in their line, what they probably were, and the evidence for each lost character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from extract.present.render import source_name
from extract.store.repairs import StoredProposal, StoredRepair
from extract.types import RepairMethod

METHODS: Final[dict[RepairMethod, str]] = {
    "gbk-shift": "GBK 缺一字节后错位 GBK shifted by a lost byte",
    "utf-8-as-gbk": "UTF-8 误作 GBK UTF-8 read as GBK",
    "utf-8-as-latin-1": "UTF-8 误作 Latin-1 UTF-8 read as Latin-1",
    "gbk-as-latin-1": "GBK 误作 Latin-1 GBK read as Latin-1",
    "replaced": "字符丢失 a lost character",
}
_AROUND: Final = 16  # characters of the line to either side


def repairs_report(text: str, repairs: Sequence[StoredRepair]) -> RenderableType:
    """Each repair: the line as read, as suggested with ``?`` for what is lost, and what names propose."""
    head = Text(f"修复建议 suggested repairs  {len(repairs)}（原文不变 the text stays as read）")
    return Group(head, *(_repair(text, each) for each in repairs))


def _repair(text: str, stored: StoredRepair) -> Text:
    repair = stored.repair
    left = text[max(0, repair.start - _AROUND) : repair.start].rpartition("\n")[2]
    right = text[repair.end : repair.end + _AROUND].partition("\n")[0]
    shown = Text.assemble(
        f"\n{repair.start}–{repair.end}  ", (METHODS[repair.method], "dim"),
        "\n  原文 read       ", left, (stored.quote, "bold red"), right,
        "\n  建议 suggested  ", left, (repair.suggested, "bold green"), right,
    )  # fmt: skip
    for each in stored.proposals:
        shown.append_text(_proposal(each))
    return shown


def _proposal(stored: StoredProposal) -> Text:
    proposal = stored.proposal
    start, end = proposal.mention.fragments[0][0], proposal.mention.fragments[-1][1]
    where = f"本文 here {start}–{end}" if stored.uri is None else f"{source_name(stored.uri)} {start}–{end}"
    return Text.assemble(
        f"\n  第 {proposal.at + 1} 字或为 character {proposal.at + 1} may be  ", (proposal.character, "bold"),
        f"  据 by {proposal.name}（{where}）",
    )  # fmt: skip
