"""``hezhang entities``: which names are one body; what humans decide about it lasts."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from extract.audit.namesakes import LOWEST, Proposal, propose
from extract.present.bodies import (
    bodies_table,
    decisions_table,
    encode_body,
    encode_decision,
    encode_proposal,
    proposals_table,
)
from extract.present.fitted import Fitted
from extract.present.options import db_option, json_option, open_existing
from extract.present.terminal import output, print_json, say
from extract.store.base import Base
from extract.store.decisions import Action, Decision, decide, decisions
from extract.store.organizations import bodies
from extract.store.query import documents

Command = TypeVar("Command", bound=Callable[..., Any])


def _reviewer(command: Command) -> Command:
    """``--reviewer`` and ``--note``, which every decision carries."""
    command = click.option("--note", metavar="TEXT", help="Why. 理由。")(command)
    return click.option(
        "--reviewer", envvar="HEZHANG_REVIEWER", show_envvar=True, default=getpass.getuser, metavar="NAME",
        help="Who decides; else the user's name on this machine. 判断人。",
    )(command)  # fmt: skip


@click.group("entities", short_help="Who is who: join, split, name. 机构归并。")
def command() -> None:
    """Which names are one organization. Decisions are kept by name and last through every later load.

    \b
    机构名称的归并：list 列出机构，propose 列出可能相同的名称及证据，accept／reject 逐条判断，
    merge、split、alias 直接决定。决定只增不改，重新抽取后仍然有效，totals、diff 按决定后的机构合计。
    """


@command.command("list", short_help="Every organization and its names. 机构一览。")
@click.argument("name", required=False)
@click.option("--kind", metavar="KIND", help="Only of this kind, e.g. foundation. 只看此类。")
@click.option("--decisions", "log", is_flag=True, help="What was decided, by whom, in order. 列出所作决定。")
@db_option
@json_option
def list_(name: str | None, kind: str | None, log: bool, db: Path, as_json: bool) -> None:
    """Every organization: its kind, its names, where it is named; of NAME only those with it in a name.

    \b
    列出机构：规范名称、类别、原文写法、上级、出现次数；给出 NAME 时只列名称含它的。
    """
    with open_existing(db) as base:
        if log:
            made = decisions(base)
            if as_json:
                print_json([encode_decision(each) for each in made])
            else:
                output().print(Fitted(decisions_table(made)))
            return
        found = [
            each
            for each in bodies(base)
            if (kind is None or kind in each.kinds)
            and (name is None or any(name in one for one in (each.name, *each.names, *each.surfaces)))
        ]
    if as_json:
        print_json([encode_body(each) for each in found])
    else:
        output().print(Fitted(bodies_table(found)))


@command.command("merge", short_help="One name is the body of another. 合并。")
@click.argument("name")
@click.argument("other")
@_reviewer
@db_option
def merge(name: str, other: str, reviewer: str, note: str | None, db: Path) -> None:
    """NAME is the body called OTHER, in every document, now and later.

    \b
    NAME 与 OTHER 是同一机构，今后都按 OTHER 计。
    """
    _decide(db, "merge", name, other, reviewer=reviewer, note=note)


@command.command("split", short_help="A name stands for itself again. 拆开。")
@click.argument("name")
@click.option("--in", "doc", metavar="DOC", help="Only in this document, with --as. 只在此文件中。")
@click.option("--as", "other", metavar="OTHER", help="What the body is called there. 在该文件中的机构。")
@_reviewer
@db_option
def split(name: str, doc: str | None, other: str | None, reviewer: str, note: str | None, db: Path) -> None:
    """NAME stands for itself again; with --in and --as: in that document it is another body.

    \b
    撤销合并；或用 --in 文件 --as 机构 说明：在这个文件里，NAME 是另一个机构。
    """
    if (doc is None) != (other is None):
        raise click.UsageError("--in and --as go together 须同时给出")
    _decide(db, "split", name, other, doc=doc, reviewer=reviewer, note=note)


@command.command("alias", short_help="A written form means a body. 简称。")
@click.argument("surface")
@click.argument("name")
@click.option("--in", "doc", metavar="DOC", help="Only in this document. 只在此文件中。")
@_reviewer
@db_option
def alias(surface: str, name: str, doc: str | None, reviewer: str, note: str | None, db: Path) -> None:
    """SURFACE, as texts write it, means the body NAME.

    \b
    原文写作 SURFACE 的，是机构 NAME；可用 --in 限于一个文件。
    """
    _decide(db, "alias", surface, name, doc=doc, reviewer=reviewer, note=note)


@command.command("propose", short_help="Names that may be one, with evidence. 可能相同的机构。")
@click.option("--lowest", type=float, default=LOWEST, show_default=True, help="Lowest score shown. 最低分。")
@db_option
@json_option
def propose_(lowest: float, db: Path, as_json: bool) -> None:
    """Pairs of names that may be one body, with the evidence; nothing is merged before `accept`.

    \b
    列出可能是同一机构的名称和证据；不自动合并，用 accept 或 reject 判断，判断过的不再列出。
    """
    with open_existing(db) as base:
        found = propose(base, lowest=lowest)
    if as_json:
        print_json([encode_proposal(each) for each in found])
    else:
        output().print(Fitted(proposals_table(found)))


@command.command("accept", short_help="Merge proposed pairs. 接受归并建议。")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_reviewer
@db_option
def accept(ids: tuple[str, ...], reviewer: str, note: str | None, db: Path) -> None:
    """Merge the proposed pairs with these ids; the evidence is kept with the decision.

    \b
    接受编号为 ID 的建议，证据随决定保存。
    """
    _judge(db, ids, "merge", reviewer, note)


@command.command("reject", short_help="Two bodies, never proposed again. 否决归并建议。")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--unsure", is_flag=True, help="Neither: leave it open. 存疑。")
@_reviewer
@db_option
def reject(ids: tuple[str, ...], unsure: bool, reviewer: str, note: str | None, db: Path) -> None:
    """The proposed pairs with these ids are two bodies each; they are not proposed again.

    \b
    编号为 ID 的两个名称不是同一机构（或用 --unsure 存疑），今后不再建议。
    """
    _judge(db, ids, "unsure" if unsure else "distinct", reviewer, note)


def _judge(db: Path, ids: tuple[str, ...], action: Action, reviewer: str, note: str | None) -> None:
    with open_existing(db) as base:
        proposals = {each.id: each for each in propose(base, lowest=0)}
        chosen: list[Proposal] = []
        for id_ in ids:
            if id_ not in proposals:
                raise click.ClickException(f"no proposal {id_!r}: see `hezhang entities propose` 没有这条建议")
            chosen.append(proposals[id_])
        for one in chosen:
            made: Action = "alias" if one.uri is not None and action == "merge" else action
            decided = decide(
                base, made, one.name, one.other, uri=one.uri, reviewer=reviewer, note=note, evidence=one.evidence
            )
            _say(decided)


def _decide(
    db: Path, action: Action, name: str, other: str | None, *, reviewer: str, note: str | None, doc: str | None = None
) -> None:
    with open_existing(db) as base:
        uri = None if doc is None else _uri(base, doc)
        known = {one for body in bodies(base) for one in (body.name, *body.names, *body.surfaces)}
        for missing in sorted({name, other or name} - known):
            say(f"{missing}: no loaded document names it; the decision holds all the same 已载入的文件里没有这个名称")
        _say(decide(base, action, name, other, uri=uri, reviewer=reviewer, note=note))


def _uri(base: Base, wanted: str) -> str:
    """The uri of the one document that ends so."""
    found = [each.uri for each in documents(base) if each.uri == wanted] or [
        each.uri for each in documents(base) if each.uri.endswith(wanted)
    ]
    if len(found) != 1:
        raise click.ClickException(f"{wanted!r} fits {len(found)} documents 须恰好是一个文件")
    return found[0]


def _say(decision: Decision) -> None:
    where = f" ({decision.uri})" if decision.uri else ""
    mark = {"merge": "=", "alias": "=", "split": "→", "distinct": "≠", "unsure": "?"}[decision.action]
    say(f"{decision.number}. {decision.name} {mark} {decision.other or decision.name}{where}")
