"""What the checks are asked about: everything read, and the facts that it states, merged once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.audit.facts import Fact, merge
from extract.store.numerals import NumeralAccount
from extract.types import StoredEnumeration, StoredStatement


@dataclass(frozen=True, slots=True)
class Matter:
    """The statements, lists and accounts of numerals under audit; ``facts`` are those that the statements state."""

    statements: tuple[StoredStatement, ...]
    enumerations: tuple[StoredEnumeration, ...]
    accounts: tuple[NumeralAccount, ...]
    facts: tuple[Fact, ...]


def gather(
    statements: Sequence[StoredStatement],
    enumerations: Sequence[StoredEnumeration] = (),
    accounts: Sequence[NumeralAccount] = (),
) -> Matter:
    return Matter(tuple(statements), tuple(enumerations), tuple(accounts), tuple(merge(statements)))
