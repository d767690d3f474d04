"""What DOCX and XLSX share: both are ZIP archives of XML parts (ECMA-376, Open Packaging Conventions)."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from extract.errors import ReadError
from extract.read.limits import exceeds, limits

_SIGNATURE: Final = b"PK\x03\x04"
_MARKUP: Final = (".xml", ".rels", ".vml")


def holds_part(data: bytes, name: str) -> bool:
    """True if ``data`` is an archive with a part whose name begins so (``word/document``), even if it is damaged."""
    if not data.startswith(_SIGNATURE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(part.startswith(name) for part in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return name.encode() in data  # cut off: the names of its parts still stand before each of them


def check_archive(data: bytes, uri: str, format_name: str) -> None:
    """Raises :class:`ReadError` if the archive is damaged or would unpack to more than ``limits`` allows."""
    bounds = limits()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            markup = sum(part.file_size for part in parts if part.filename.lower().endswith(_MARKUP))
            bounded = size <= bounds.unpacked_bytes and markup <= bounds.markup_bytes
            broken = archive.testzip() if bounded else None
    except (zipfile.BadZipFile, EOFError) as error:
        raise ReadError(uri, f"damaged {format_name} file (not a complete ZIP archive)") from error
    except Exception as error:  # zlib.error and others, depending on where the damage lies
        raise ReadError(uri, f"damaged {format_name} file (its list of parts is wrong: {error})") from error
    if markup > bounds.markup_bytes:
        what = f"the {format_name} file unpacks to {markup:,} bytes of markup, more"
        raise ReadError(uri, exceeds(what, bounds.markup_bytes, "markup_bytes"))
    if size > bounds.unpacked_bytes:
        what = f"the {format_name} file unpacks to {size:,} bytes, more"
        raise ReadError(uri, exceeds(what, bounds.unpacked_bytes, "unpacked_bytes"))
    if broken is not None:
        raise ReadError(uri, f"damaged {format_name} file (its part {broken} is broken)")
