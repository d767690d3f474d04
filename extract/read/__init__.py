"""Bytes → :class:`~extract.types.Document`: text produced once, blocks with kinds and locators (DESIGN §2).

A new format is one file and one line in :data:`READERS`.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from extract.errors import ReadError
from extract.read.archive import Archive, is_archive
from extract.read.converted import CONVERTED
from extract.read.docx import DOCX
from extract.read.guard import TooSlowError, processor_limit
from extract.read.html import HTML
from extract.read.image import IMAGE
from extract.read.limits import exceeds, limits, variable
from extract.read.pdf import PDF, PDF_FAST
from extract.read.reader import Reader, TextTooLongError
from extract.read.signatures import refusal
from extract.read.table import CSV, XLSX
from extract.read.text import TEXT
from extract.types import Document, Failure

READERS: Final[tuple[Reader, ...]] = (TEXT, HTML, PDF, DOCX, XLSX, CSV, IMAGE, *CONVERTED)
# PDF by PDFium's character boxes, several times as fast: the same blocks, but for what the two make of rare fonts.
FAST_READERS: Final = tuple(PDF_FAST if reader is PDF else reader for reader in READERS)

_WIDEST: Final = 4  # bytes of a character, at most, in UTF-8, GB18030 and UTF-16
_BYTES_A_SECOND: Final = 100_000  # of a file for which reading it is given another second
_LONGEST_DETAIL: Final = 200  # characters of a library's own message
_SUFFIX: Final = re.compile(r"\.[0-9A-Za-z]{1,8}")


def read_bytes(data: bytes, uri: str, *, readers: Sequence[Reader] = READERS) -> Document:
    """The document that ``data`` holds; the content chooses the reader, the suffix of ``uri`` where it cannot.

    ``readers`` may be :data:`FAST_READERS`, for big collections of PDF files.

    Raises :class:`ReadError` with a reason that a user understands, whatever went wrong inside a reader.
    """
    reader = _choose(data, uri, readers)
    bounds = limits()
    if reader.bounded_by == "characters" and len(data) > _WIDEST * bounds.characters:
        raise ReadError(uri, exceeds("holds more characters", bounds.characters, "characters"))
    if reader.bounded_by == "markup_bytes" and len(data) > bounds.markup_bytes:
        raise ReadError(uri, exceeds("holds more bytes of markup", bounds.markup_bytes, "markup_bytes"))
    if reader.bounded_by == "markup_bytes" and data.count(b"<") > bounds.tags:
        raise ReadError(uri, exceeds("holds more tags", bounds.tags, "tags"))
    seconds = bounds.read_seconds + len(data) / _BYTES_A_SECOND
    try:
        with processor_limit(seconds):
            document = reader.read(data, uri)
    except ReadError:
        raise
    except TooSlowError as error:
        what = f"reading takes more than {seconds:.0f} seconds of the processor: its {reader.name} content is damaged"
        raise ReadError(uri, f"{what} or made to do harm ({variable('read_seconds')} sets another limit)") from error
    except TextTooLongError as error:
        raise ReadError(uri, exceeds(f"holds more {error.name}", getattr(bounds, error.name), error.name)) from error
    except RecursionError as error:
        raise ReadError(uri, f"the {reader.name} content is nested too deeply") from error
    except MemoryError as error:
        raise ReadError(uri, f"the {reader.name} content needs more memory than there is") from error
    except Exception as error:  # the libraries below raise what they like on damaged files; none may end a load
        detail = f"{type(error).__name__}: {error}".rstrip(": ")
        raise ReadError(uri, f"damaged {reader.name} content ({detail[:_LONGEST_DETAIL]})") from error
    if not document.text.strip():
        raise ReadError(uri, "the file holds no text")
    return document


def read_file(path: str | Path, *, size_limit: int | None = None, readers: Sequence[Reader] = READERS) -> Document:
    """The document in one file, its ``uri`` the path as given. Raises :class:`ReadError`."""
    path = Path(path)
    return read_bytes(_load(path, size_limit), str(path), readers=readers)


def documents(
    paths: Iterable[str | Path], *, size_limit: int | None = None, readers: Sequence[Reader] = READERS
) -> Iterator[Document | Failure]:
    """Every document of the files, folders and archives given, in their order; what cannot be read as a ``Failure``.

    Folders are walked recursively in the order of names; hidden files and folders in them are passed over, links to
    folders are not followed. The members of a ZIP archive are documents of their own (``a.zip!/b``). A file larger than
    ``size_limit`` bytes is refused; without it :func:`~extract.read.limits.limits` says how large.
    """
    for given in paths:
        for path in _walk(Path(given)):
            if isinstance(path, Failure):
                yield path
                continue
            try:
                data = _load(path, size_limit)
            except ReadError as error:
                yield Failure(error.uri, error.reason)
                continue
            yield from _read_all(data, str(path), Archive(), 1, readers)


def _read_all(
    data: bytes, uri: str, archive: Archive, depth: int, readers: Sequence[Reader]
) -> Iterator[Document | Failure]:
    """The document that ``data`` is, or those that it holds as an archive."""
    digest = hashlib.sha256(data).hexdigest()
    if is_archive(data) and not any(reader.recognise(data) for reader in readers) and refusal(data) is None:
        for member in archive.members(data, uri, depth):
            if isinstance(member, Failure):
                yield member if member.uri != uri else Failure(uri, member.reason, digest)
            else:
                yield from _read_all(member.data, member.uri, archive, depth + 1, readers)
        return
    try:
        yield read_bytes(data, uri, readers=readers)
    except ReadError as error:
        yield Failure(error.uri, error.reason, digest)


def _choose(data: bytes, uri: str, readers: Sequence[Reader]) -> Reader:
    if not data:
        raise ReadError(uri, "the file is empty")
    for reader in readers:
        if reader.recognise(data):
            return reader
    reason = refusal(data)
    if reason is None and is_archive(data):
        reason = "a ZIP archive: its members are documents of their own"
    if reason is not None:
        raise ReadError(uri, reason)
    suffix = PurePosixPath(uri).suffix.lower()
    if suffix == ".zip":
        raise ReadError(uri, "not a ZIP archive: its content is not what its suffix says")
    if not _SUFFIX.fullmatch(suffix):  # no suffix at all, or a dot inside a Chinese title
        return TEXT
    for reader in readers:
        if suffix in reader.suffixes:
            if reader.binary:  # it would have been recognised
                raise ReadError(uri, f"not a {reader.name.upper()} file: its content is not what its suffix says")
            return reader
    known = " ".join(suffix for reader in readers for suffix in reader.suffixes)
    raise ReadError(uri, f"unsupported format {suffix} (supported: {known})")


def _load(path: Path, size_limit: int | None) -> bytes:
    size_limit = limits().file_bytes if size_limit is None else size_limit
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device may never end
            raise ReadError(str(path), "not a regular file")
        size = status.st_size
        if size > size_limit:
            raise ReadError(str(path), exceeds(f"has {size:,} bytes, more", size_limit, "file_bytes"))
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
