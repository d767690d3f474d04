"""ZIP archives of documents: each member is read like a file of its own, ``a.zip!/folder/b.txt``.

Nothing is unpacked to the disk. What is too large, too deep or damaged fails alone; the other members are read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.limits import exceeds, limits
from extract.types import Failure

_UTF8_NAME: Final = 0x800  # general purpose bit 11: the name is UTF-8 (APPNOTE 4.4.4)
_ENCRYPTED: Final = 0x1
_UNICODE_PATH: Final = 0x7075  # extra field of Info-ZIP (APPNOTE 4.6.9)
_SMALL: Final = 1_000_000  # bytes; white space packs well, and is harmless below
_SPOOL: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, unpacked."""

    uri: str
    data: bytes


@dataclass(slots=True)
class _Budget:
    """What is left for one archive and all archives within it."""

    members: int
    unpacked: int


def is_archive(data: bytes) -> bool:
    """True for any ZIP archive; formats that are ZIP archives themselves have to be told apart before."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """Walks a ZIP archive and the archives within it, within the limits of ``limits``."""

    def __init__(self) -> None:
        bounds = limits()
        self._limits = bounds
        self._budget = _Budget(bounds.members, bounds.unpacked_bytes)

    def members(self, data: bytes, uri: str, depth: int = 1) -> Iterator[Member | Failure]:
        """The files in ``data``, in the archive's order; those that cannot be unpacked as failures."""
        if depth > self._limits.depth:
            yield Failure(uri, exceeds("archives within archives go deeper", self._limits.depth, "depth"))
            return
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            infos = archive.infolist()
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
            yield Failure(uri, f"damaged ZIP archive ({error or 'cut off'})")
            return
        with archive:
            if not infos:
                yield Failure(uri, "the ZIP archive is empty")
            for info in infos:
                name = _decode_name(info)
                if info.is_dir() or _is_hidden(name):
                    continue
                member = f"{uri}!/{name}"
                if self._budget.members == 0:
                    yield Failure(uri, exceeds("the archive holds more files", self._limits.members, "members"))
                    return
                self._budget.members -= 1
                try:
                    yield Member(member, self._unpack(archive, info, member))
                except ReadError as error:
                    yield Failure(member, error.reason)

    def _unpack(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, uri: str) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(uri, "protected by a password in the archive")
        bounds = self._limits
        pieces: list[bytes] = []
        size = 0
        try:
            with archive.open(info) as stream:
                while piece := stream.read(_SPOOL):
                    size += len(piece)
                    # The sizes that the archive states are not believed.
                    if size > bounds.file_bytes:
                        raise ReadError(uri, exceeds("unpacks to more bytes", bounds.file_bytes, "file_bytes"))
                    if size > _SMALL and size > bounds.ratio * max(info.compress_size, 1):
                        raise ReadError(uri, exceeds("unpacks to more times its size", bounds.ratio, "ratio"))
                    self._budget.unpacked -= len(piece)
                    if self._budget.unpacked < 0:
                        all_of = "the archive's files unpack to more bytes"
                        raise ReadError(uri, exceeds(all_of, bounds.unpacked_bytes, "unpacked_bytes"))
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise ReadError(uri, f"damaged in the archive: {error or 'cut off'}") from error
        except RuntimeError as error:  # what zipfile raises for encryption that the flags do not tell of
            raise ReadError(uri, f"cannot be unpacked ({error})") from error
        return b"".join(pieces)


def _decode_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where the archive says so, else what its bytes most plausibly are (GBK, Big5 …)."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    told = _unicode_path(info.extra)
    if told is not None:
        return told
    raw = info.filename.encode("cp437", "replace")  # what zipfile took the bytes for
    if raw.isascii():
        return info.filename
    decoded = decode(raw)
    return info.filename if decoded is None or decoded.replaced else decoded.text


def _unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH and size > 5:  # a version and a checksum stand before the name
            try:
                return extra[at + 9 : at + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None


def _is_hidden(name: str) -> bool:
    """Files that systems add to archives, and hidden ones, as in folders."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in (".", ".."))
