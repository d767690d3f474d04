"""Figures → statements: what is counted, planned or done, by whom, where and when (DESIGN §4)."""

from extract.state.context import Context
from extract.state.statements import read_statements

__all__ = ["Context", "read_statements"]
