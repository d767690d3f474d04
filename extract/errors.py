"""Exceptions of the package: one base class, so that a caller can catch all of them and nothing else."""

from __future__ import annotations


class HezhangError(Exception):
    """Base of every error that hezhang raises on purpose; its text is meant for the user."""


class ReadError(HezhangError):
    """A file could not be read: names the file and the reason, becomes a ``failure`` row."""

    def __init__(self, uri: str, reason: str) -> None:
        super().__init__(f"{uri}: {reason}")
        self.uri = uri
        self.reason = reason


class DataFileError(HezhangError):
    """A data file of the package or of the user (units, indicators, gazetteer …) is malformed."""


class StoreError(HezhangError):
    """The knowledge base cannot be opened, migrated or written."""


class CommitError(StoreError):
    """What had been written could not be made permanent: nothing can go on as if it were."""


class EvidenceError(StoreError):
    """A quote is not in its document: the row is refused."""


class GoldError(HezhangError):
    """A gold file does not fit the format that ``hezhang evaluate`` reads."""


class ModelError(HezhangError):
    """A model of names cannot be made or opened, or the library that it needs is missing."""
