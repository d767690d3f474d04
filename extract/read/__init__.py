"""Bytes → :class:`~extract.types.Document`: text produced once, blocks with kinds and locators (DESIGN §2).

A new format is one file and one line in :data:`READERS`.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from extract.errors import ReadError
from extract.read.docx import DOCX
from extract.read.html import HTML
from extract.read.pdf import PDF
from extract.read.reader import Reader
from extract.read.signatures import refusal
from extract.read.table import CSV, XLSX
from extract.read.text import TEXT
from extract.types import Document, Failure

READERS: Final[tuple[Reader, ...]] = (TEXT, HTML, PDF, DOCX, XLSX, CSV)
SIZE_LIMIT: Final = 200_000_000  # bytes

_SUFFIX: Final = re.compile(r"\.[0-9A-Za-z]{1,8}")


def read_bytes(data: bytes, uri: str) -> Document:
    """The document that ``data`` holds; the content chooses the reader, the suffix of ``uri`` where it cannot.

    Raises :class:`ReadError` with a reason that a user understands, whatever went wrong inside a reader.
    """
    reader = _choose(data, uri)
    try:
        document = reader.read(data, uri)
    except ReadError:
        raise
    except RecursionError as error:
        raise ReadError(uri, f"the {reader.name} content is nested too deeply") from error
    except Exception as error:  # the libraries below raise what they like on damaged files; none may end a load
        detail = f"{type(error).__name__}: {error}".rstrip(": ")
        raise ReadError(uri, f"damaged {reader.name} content ({detail})") from error
    if not document.text.strip():
        raise ReadError(uri, "the file holds no text")
    return document


def read_file(path: str | Path, *, size_limit: int = SIZE_LIMIT) -> Document:
    """The document in one file, its ``uri`` the path as given. Raises :class:`ReadError`."""
    path = Path(path)
    return read_bytes(_load(path, size_limit), str(path))


def documents(paths: Iterable[str | Path], *, size_limit: int = SIZE_LIMIT) -> Iterator[Document | Failure]:
    """Every document of the files and folders given, in their order; what cannot be read comes as a ``Failure``.

    Folders are walked recursively in the order of names; hidden files and folders in them are passed over, links to
    folders are not followed. A file larger than ``size_limit`` bytes is refused.
    """
    for given in paths:
        for path in _walk(Path(given)):
            if isinstance(path, Failure):
                yield path
                continue
            digest: str | None = None
            try:
                data = _load(path, size_limit)
                digest = hashlib.sha256(data).hexdigest()
                yield read_bytes(data, str(path))
            except ReadError as error:
                yield Failure(error.uri, error.reason, digest)


def _choose(data: bytes, uri: str) -> Reader:
    if not data:
        raise ReadError(uri, "the file is empty")
    for reader in READERS:
        if reader.recognise(data):
            return reader
    reason = refusal(data)
    if reason is not None:
        raise ReadError(uri, reason)
    suffix = PurePosixPath(uri).suffix.lower()
    if not _SUFFIX.fullmatch(suffix):  # no suffix at all, or a dot inside a Chinese title
        return TEXT
    for reader in READERS:
        if suffix in reader.suffixes:
            if reader.binary:  # it would have been recognised
                raise ReadError(uri, f"not a {reader.name.upper()} file: its content is not what its suffix says")
            return reader
    known = " ".join(suffix for reader in READERS for suffix in reader.suffixes)
    raise ReadError(uri, f"unsupported format {suffix} (supported: {known})")


def _load(path: Path, size_limit: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device may never end
            raise ReadError(str(path), "not a regular file")
        size = status.st_size
        if size > size_limit:
            raise ReadError(str(path), f"larger than the limit of {size_limit:,} bytes ({size:,} bytes)")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "no such file") from error
    except OSError as error:
        raise ReadError(str(path), f"cannot be opened ({error.strerror or error})") from error


def _walk(path: Path) -> Iterator[Path | Failure]:
    """The files at and below ``path``."""
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        yield Failure(str(path), f"the folder cannot be opened ({error.strerror or error})")
        return
    for entry in entries:
        if entry.name.startswith(".") or (entry.is_symlink() and entry.is_dir()):
            continue
        yield from _walk(entry)
