"""Tables on narrow terminals: below 100 cells the columns would starve each other, so each row becomes a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

NARROW: Final = 100  # cells
_SMALL: Final = 3  # columns that fit anywhere


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table as it is where there is room for it, else row by row, each cell beside its heading."""

    table: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= NARROW or len(self.table.columns) <= _SMALL:
            yield self.table
            return
        if self.table.title is not None:
            yield Text(str(self.table.title), style="italic")
        for row in zip(*(column.cells for column in self.table.columns), strict=True):
            grid = Table.grid(padding=(0, 2))
            grid.add_column(style="dim", no_wrap=True)
            grid.add_column(overflow="fold")
            for column, cell in zip(self.table.columns, row, strict=True):
                if str(cell):
                    grid.add_row(str(column.header).replace("\n", " "), cell)
            yield Text()
            yield grid
        if self.table.caption is not None:
            yield Text(str(self.table.caption))
