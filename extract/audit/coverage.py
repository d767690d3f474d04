"""Check: which numerals of a document no role accounts for (DESIGN §3). What was not understood may hide a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.audit.findings import Finding, Input, find
from extract.audit.matter import Matter
from extract.audit.verdicts import Judgement
from extract.interval import UNBOUNDED, exactly
from extract.store.numerals import NumeralAccount
from extract.types import Mention

_NAMED: Final = 5  # unresolved numerals named in the reason; the inputs list all


def check_coverage(matter: Matter) -> Iterator[Finding]:
    """One finding per document that has numerals: consistent if each has a role, else it cannot be told."""
    for account in matter.accounts:
        yield find("coverage", _judge(account), [_document(account), *_unresolved(account)])


def _judge(account: NumeralAccount) -> Judgement:
    left = len(account.unresolved)
    if not left:
        return Judgement("consistent", f"全部{account.numerals}个数目都有用途 (every numeral has a role)")
    shown = "、".join(f"“{''.join(each.quote.split())}”" for each in account.unresolved[:_NAMED])
    more = "等" if left > _NAMED else ""
    return Judgement(
        "cannot-tell",
        f"{account.numerals}个数目中{left}个用途未明：{shown}{more} (numerals without a role: they may hide a figure)",
    )


def _document(account: NumeralAccount) -> Input:
    return Input(
        id=account.uri, uri=account.uri, title=account.title, quote=str(account.numerals), context="", role="document",
        hard=exactly(account.numerals), likely=exactly(account.numerals), approx=False, unit="个",
    )  # fmt: skip


def _unresolved(account: NumeralAccount) -> Iterator[Input]:
    for each in account.unresolved:
        yield Input(
            id=_place(account, each), uri=account.uri, title=account.title, quote=each.quote, context=each.quote,
            role="unresolved", hard=UNBOUNDED, likely=UNBOUNDED, approx=True, unit="",
        )  # fmt: skip


def _place(account: NumeralAccount, mention: Mention) -> str:
    return f"{account.uri}:{mention.fragments[0][0]}"
