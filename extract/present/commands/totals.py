"""``hezhang totals``: how much, and what the answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from extract.audit.county_lists import CountyList, read_list, restrict
from extract.audit.encode import encode_total
from extract.audit.totals import GROUP_FIELDS, GroupField, Total, totals
from extract.present.amounts import format_interval
from extract.present.filters import filter_options, read_filters
from extract.present.fitted import Fitted
from extract.present.options import db_option, json_option, open_existing
from extract.present.render import STATUSES, indicator_title
from extract.present.tables import explained_table, totals_table
from extract.present.terminal import output, print_json, say
from extract.types import StoredStatement


def read_group_fields(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[GroupField, ...]:
    """The group fields of a list parted by commas."""
    known: dict[str, GroupField] = {field: field for field in GROUP_FIELDS}
    names = [name.strip() for name in value.split(",") if name.strip() != "status"]  # each status is a group anyway
    for name in names:
        if name not in known:
            raise click.BadParameter(f"{name!r} is none of {', '.join(GROUP_FIELDS)}", ctx, parameter)
    return tuple(known[name] for name in names)


@click.command("totals", short_help="Add up without counting twice. 合计，不重复计算。")
@click.option("--by", callback=read_group_fields, metavar="FIELD,…", default="indicator", show_default=True,
              help=f"Group by {', '.join(GROUP_FIELDS)}; statuses never mix. 分组。")  # fmt: skip
@filter_options
@click.option("--county-list", "county_list", metavar="NAME|FILE",
              help="Only counties of this official list, shipped or your own. 只看名单中的县。")  # fmt: skip
@click.option("--explain", is_flag=True, help="List what was counted and what was left out, and why. 列出构成和理由。")
@click.option("--all", "everything", is_flag=True, help="Also rates, shares, background. 连同不可相加的。")
@db_option
@json_option
def command(
    by: tuple[GroupField, ...],
    county_list: str | None,
    explain: bool,
    everything: bool,
    db: Path,
    as_json: bool,
    **given: Any,
) -> None:
    """Add up what the texts state: an interval, never one status with another, nothing twice, with its sources.

    \b
    合计文中所述：结果是区间，目标、认领、拨付、完成从不混加，同一事实只计一次。
    --explain 列出计入了什么、没计入什么、为什么。
    """
    counties = None if county_list is None else read_list(county_list)
    filters = read_filters(given)
    with open_existing(db) as base:
        about = filters.choose(base)
        if counties is not None:
            about = _only(about, counties)
        found = totals(about, group_by=by, rejected=filters.choose(base, rejected=True))
    if as_json:
        print_json([encode_total(answer) for answer in found])
        return
    shown = [answer for answer in found if everything or answer.hard is not None]
    _print(shown, explain=explain)
    if len(shown) < len(found):
        hidden = len(found) - len(shown)
        say(f"not shown 未列: {hidden} × 比例、单位数、背景等不可相加 rates, shares, background (--all)")
    if not found:
        say("nothing fits the conditions 没有符合条件的数字")


def _only(about: list[StoredStatement], counties: CountyList) -> list[StoredStatement]:
    chosen = restrict(about, counties)
    say(f"{counties.title}: {len(counties.entries)} 县 counties ({counties.source}, {counties.as_of})")
    if chosen.wider:
        say(f"left out 未计: {chosen.wider} × 所述地方更广或有名单外的县 wider places, or counties beside the list")
    return chosen.kept


def _print(found: Sequence[Total], *, explain: bool) -> None:
    console = output()
    if found:
        console.print(Fitted(totals_table(found)))
    if explain:
        for answer in found:
            names = [value for field, value in answer.key if field != "indicator" and value]
            title = indicator_title(answer.indicator).plain.replace("\n", " ")
            value = format_interval(answer.hard, answer.unit) if answer.hard is not None else "不相加 not added"
            console.print("\n" + " · ".join([*names, title, STATUSES[answer.status], value]), style="bold")
            console.print(Fitted(explained_table(answer)))
