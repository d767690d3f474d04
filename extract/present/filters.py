"""The filters that commands on the whole base share, as options and as the statements that they let through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar, get_args

import click

from extract.audit.indicators import indicators
from extract.audit.selection import select
from extract.audit.totals import choose
from extract.store.base import Base
from extract.store.query import rejected_statements
from extract.types import Status, StoredStatement

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Filters:
    """What a statement must meet; ``None`` asks for nothing. ``since`` and ``until`` are inclusive days."""

    indicator: str | None = None
    status: Status | None = None
    place: str | None = None
    provider: str | None = None
    programme: str | None = None
    since: date | None = None
    until: date | None = None

    def words(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of each filter that is set, as the user wrote it."""
        named = (
            ("indicator", self.indicator), ("status", self.status), ("place", self.place), ("provider", self.provider),
            ("programme", self.programme), ("since", self.since), ("until", self.until),
        )  # fmt: skip
        return tuple((name, str(value)) for name, value in named if value is not None)

    def choose(self, base: Base, *, rejected: bool = False) -> list[StoredStatement]:
        """The statements of ``base`` that meet all of it, or those among the rejected ones.

        The base knows places by their codes and organizations by every name that a text used; where it knows no such
        name, a part of a name will do.
        """
        if rejected and self.place is None and self.provider is None:
            found = rejected_statements(base)  # they are few, and found by their verdicts
        else:
            found = select(
                base,
                indicator=self.indicator,
                status=self.status,
                place=self.place,
                provider=self.provider,
                rejected=rejected,
            )
        return choose(
            found,
            indicator=self.indicator,
            status=self.status,
            programme=self.programme,
            since=self.since,
            until=self.until,
        )


def _indicator(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in indicators():
        raise click.BadParameter(f"unknown: {value!r}; known: {', '.join(indicators())}", ctx, parameter)
    return value


_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option("--indicator", metavar="ID", callback=_indicator,
                 help="Only this indicator, e.g. funds.provided. 只看此指标。"),
    click.option("--status", type=click.Choice(get_args(Status)), help="Only this status. 只看此状态。"),
    click.option("--place", metavar="NAME|CODE", help="Only what went there or within it. 只看此地及其下属。"),
    click.option("--provider", metavar="NAME",
                 help="Only from this provider; a part of the name will do. 只看此提供方。"),
    click.option("--programme", metavar="NAME",
                 help="Only of this programme; a part of the name will do. 只看此项目。"),
    click.option("--since", type=_DAY, metavar="YYYY-MM-DD", help="Only what reaches this day or later. 自此日起。"),
    click.option("--until", type=_DAY, metavar="YYYY-MM-DD", help="Only what began by this day. 至此日止。"),
)  # fmt: skip


def filter_options(command: Command) -> Command:
    """The options of :class:`Filters`, by its names; :func:`read_filters` puts them together."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_filters(given: dict[str, Any]) -> Filters:
    """The filters of a command's parameters."""
    days = {name: given[name].date() for name in ("since", "until") if isinstance(given[name], datetime)}
    names = ("indicator", "status", "place", "provider", "programme")
    return Filters(**{name: given[name] for name in names}, **days)
