"""Tables and JSON of organizations, of proposals to join them, and of decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from rich import box
from rich.table import Table

from extract.audit.namesakes import Proposal
from extract.store.decisions import Decision
from extract.store.organizations import Body

KINDS: Final[dict[str, str]] = {
    "foundation": "基金会", "association": "协会", "chamber": "商会", "service-centre": "社会服务机构",
    "social-organization": "社会组织", "public-body": "政府机构", "party-body": "党的机构", "company": "企业",
    "people's-organization": "群团", "school": "学校", "hospital": "医院", "media": "媒体", "institution": "事业单位",
    "group": "团队", "other": "其他",
}  # fmt: skip
_ACTIONS: Final = {"merge": "合并", "split": "拆开", "alias": "简称", "distinct": "不同", "unsure": "存疑"}
_MOST_FORMS: Final = 6


def bodies_table(found: Sequence[Body]) -> Table:
    """One row a body: name, kind, the forms in which texts write it, its parent, how often it is named."""
    table = _table(f"机构 organizations {len(found)}")
    for title in ("名称\nname", "类别\nkind", "写法\nwritten", "上级\npart of"):
        table.add_column(title, overflow="fold")
    table.add_column("次数\nmentions", justify="right")
    table.add_column("文件\ndocuments", justify="right")
    for body in found:
        kind = KINDS.get(body.kind, body.kind)
        forms = _forms(body.surfaces + Counter(body.names.keys()), body.name)
        table.add_row(body.name, kind, forms, body.parent or "", str(body.mentions), str(len(body.documents)))
    return table


def proposals_table(found: Sequence[Proposal]) -> Table:
    """One row a pair that may be one body."""
    table = _table(f"可能相同 may be one {len(found)}")
    for title in ("编号\nid", "名称\nname", "归入\nwould be"):
        table.add_column(title, overflow="fold")
    table.add_column("分\nscore", justify="right")
    table.add_column("证据\nevidence", overflow="fold")
    for each in found:
        only = () if each.uri is None else (f"仅限 only in {each.uri}",)
        table.add_row(each.id, each.name, each.other, f"{each.score:.0f}", "\n".join((*each.evidence, *only)))
    return table


def decisions_table(made: Sequence[Decision]) -> Table:
    """One row a decision, in order."""
    table = _table(f"决定 decisions {len(made)}")
    titles = ("序\nno", "决定\naction", "名称\nname", "机构\nbody", "文件\nonly in", "判断人\nreviewer", "理由\nnote")
    for title in titles:
        table.add_column(title, overflow="fold")
    for each in made:
        reason = "\n".join(filter(None, (each.note, *each.evidence)))
        cells = (str(each.number), f"{_ACTIONS[each.action]} {each.action}", each.name, each.other or each.name)
        table.add_row(*cells, each.uri or "", each.reviewer, reason)
    return table


def encode_body(body: Body) -> dict[str, Any]:
    """JSON of one organization."""
    return {
        "name": body.name, "kind": body.kind, "names": sorted(body.names),
        "surfaces": dict(body.surfaces.most_common()), "parent": body.parent,
        "mentions": body.mentions, "documents": sorted(body.documents),
    }  # fmt: skip


def encode_proposal(proposal: Proposal) -> dict[str, Any]:
    """JSON of one proposal."""
    return {
        "id": proposal.id, "name": proposal.name, "other": proposal.other, "score": round(proposal.score, 1),
        "uri": proposal.uri, "evidence": list(proposal.evidence),
    }  # fmt: skip


def encode_decision(decision: Decision) -> dict[str, Any]:
    """JSON of one decision."""
    return {
        "number": decision.number, "action": decision.action, "name": decision.name, "other": decision.other,
        "uri": decision.uri, "reviewer": decision.reviewer, "note": decision.note,
        "evidence": list(decision.evidence),
    }  # fmt: skip


def _forms(forms: Counter[str], name: str) -> str:
    others = [form for form, _ in forms.most_common() if form != name]
    return "、".join(others[:_MOST_FORMS]) + (" …" if len(others) > _MOST_FORMS else "")


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=False)
