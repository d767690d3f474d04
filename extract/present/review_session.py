"""Judging one figure after another: one key each, written at once, so that nothing is lost however it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from rich.console import Console
from rich.text import Text

from extract.errors import HezhangError
from extract.present.corrections import read_corrections
from extract.present.review_screen import KEYS, VERDICTS, keys_line, orphan, screen
from extract.store.base import Base
from extract.store.findings import findings_about
from extract.store.query import document_text, statements
from extract.store.queue import QueueItem, Waiting, queue
from extract.store.reviews import CORRECTABLE, Verdict, add_review, history, standing_review, undo_review
from extract.types import StoredStatement

_BATCH: Final = 50
_AROUND: Final = 300  # characters to either side when the context is opened
_VERDICT_KEYS: Final[dict[str, Verdict]] = {"a": "accepted", "r": "rejected", "u": "unsure"}
_ORPHAN_KEYS: Final = frozenset("wsb")  # nothing is left there to accept or to correct
_END: Final = frozenset({"q", "\x03", "\x04", ""})  # Ctrl-C, Ctrl-D and the end of what is piped leave as q does


@dataclass(slots=True)
class Session:
    """A reviewer at work. ``read_key`` gives one key, ``read_line`` a line for a prompt."""

    base: Base
    reviewer: str
    console: Console
    read_key: Callable[[], str]
    read_line: Callable[[str], str]
    only: Waiting | None = None
    done: list[QueueItem] = field(default_factory=list)  # what was judged in this session, in order
    _seen: set[str] = field(default_factory=set)  # judged or skipped: not shown again in this session
    _message: Text = field(default_factory=Text)

    def run(self) -> int:
        """Shows what waits until the reviewer leaves or nothing is left; returns how many verdicts were written."""
        items: Iterator[QueueItem] = self._items()
        item = next(items, None)
        while item is not None:
            key = self._show(item)
            if key in _END:
                break
            if key == "b":
                if (last := self._undo()) is not None:
                    items = chain([item], items)  # what was on the screen comes back behind it
                    item = last
            elif key == "s" or self._judge(item, key):
                item = next(items, None)
        if item is None:
            self.console.print("没有待审的了 nothing waits any more", style="green")
        return len(self.done)

    def _items(self) -> Iterator[QueueItem]:
        """What waits, in batches: verdicts are written between them, never while the base is being read."""
        while batch := list(islice(filter(self._is_new, queue(self.base, only=self.only)), _BATCH)):
            for item in filter(self._is_new, batch):
                self._seen.add(item.statement)
                yield item

    def _is_new(self, item: QueueItem) -> bool:
        return item.statement not in self._seen

    def _show(self, item: QueueItem, *, wide: bool = False) -> str:
        """Draws the item and waits for a key that means something."""
        while True:
            statement = self._statement(item)
            self.console.clear()
            if self._message:
                self.console.print(self._message)
                self._message = Text()
            if statement is None:
                self.console.print(orphan(history(self.base, item.statement)[-1]))
                self.console.print(keys_line({"w": "撤回 withdraw", **{key: KEYS[key] for key in "sbq"}}))
            else:
                self.console.print(
                    screen(
                        self.console, statement, item.why, done=len(self.done),
                        before=standing_review(self.base, item.statement),
                        findings=findings_about(self.base, item.statement),
                        passage=self._passage(statement) if wide else None,
                    )
                )  # fmt: skip
            key = self.read_key()
            if key == "o" and statement is not None:
                wide = not wide
            elif key in _END or key in (KEYS if statement is not None else _ORPHAN_KEYS):
                return key

    def _judge(self, item: QueueItem, key: str) -> bool:
        """Writes the verdict of a key; whether one was written."""
        try:
            if key == "c":
                line = self.read_line("字段=值 field=value（；分隔）: ")
                phrases = [each.strip() for each in line.replace("；", ";").split(";") if each.strip()]
                if not phrases:
                    self._message = Text(f"未更正 nothing corrected; fields: {', '.join(CORRECTABLE)}", style="yellow")
                    return False
                correction = read_corrections(phrases)
                add_review(self.base, item.statement, "corrected", reviewer=self.reviewer, correction=correction)
                verdict: Verdict = "corrected"
            else:
                verdict = "withdrawn" if key == "w" else _VERDICT_KEYS[key]
                add_review(self.base, item.statement, verdict, reviewer=self.reviewer)
        except HezhangError as error:
            self._message = Text(str(error), style="bold red")
            return False
        self.done.append(item)
        word = VERDICTS[verdict]
        self._message = Text.assemble("上一项 last: ", (f"{word[0]} {word[1]}", word[2]), ("  b 撤销 undo", "dim"))
        return True

    def _undo(self) -> QueueItem | None:
        """Takes the last verdict of this session back and gives its statement again; ``None`` if that failed."""
        if not self.done:
            self._message = Text("本次还没有可撤销的 nothing to undo yet", style="yellow")
            return None
        try:
            undo_review(self.base, self.done[-1].statement, reviewer=self.reviewer)
        except HezhangError as error:
            self._message = Text(str(error), style="bold red")
            return None
        self._message = Text("已撤销 undone", style="yellow")
        return self.done.pop()

    def _statement(self, item: QueueItem) -> StoredStatement | None:
        found = statements(self.base, ids=[item.statement]) or statements(
            self.base, ids=[item.statement], rejected=True
        )
        return found[0] if found else None

    def _passage(self, statement: StoredStatement) -> tuple[str, tuple[tuple[int, int], ...]]:
        text = document_text(self.base, statement.uri)
        fragments = statement.mention.fragments
        start, end = max(0, fragments[0][0] - _AROUND), min(len(text), fragments[-1][1] + _AROUND)
        return text[start:end], tuple((first - start, last - start) for first, last in fragments)
