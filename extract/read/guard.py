"""Ends a reader that works too long on a file: damage can make a library search for hours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(Exception):
    """A reader has used up its time."""


@contextmanager
def without_limit() -> Iterator[None]:
    """Stops the clock of :func:`processor_limit` in the body: for work that damage does not prolong, such as OCR."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    left, every = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, left, every)


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raises :class:`TooSlowError` in the body after ``seconds`` of the processor: a busy machine changes nothing.

    It works in the main thread of a Unix process; elsewhere the body runs without a limit. A library that passes over
    the exception meets it again a second later.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
