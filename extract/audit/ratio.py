"""Check: a stated share, growth or rate fits the figures it is made of.

Three questions, each asked only where the sentence itself ties the figures together: is part ÷ whole the stated share,
is the change from one year to the next the stated growth, is the rate times the number the stated total?
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.audit.findings import Finding
from extract.audit.growth import check_growth
from extract.audit.matter import Matter
from extract.audit.rates import check_rates
from extract.audit.sentences import sentences
from extract.audit.shares import check_shares


def check_ratios(matter: Matter) -> Iterator[Finding]:
    """One finding per stated ratio whose operands are known."""
    read = list(sentences(matter.statements))
    yield from check_shares(read)
    yield from check_growth(read, matter)
    yield from check_rates(read)
