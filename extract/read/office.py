"""What DOCX and XLSX share: both are ZIP archives of XML parts (ECMA-376, Open Packaging Conventions)."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from extract.errors import ReadError

_SIGNATURE: Final = b"PK\x03\x04"
_LARGEST: Final = 2_000_000_000  # bytes when unpacked; a small file that claims more is made to fill a memory


def holds_part(data: bytes, folder: str) -> bool:
    """True if ``data`` is an archive with parts below ``folder`` (``word/``), even if it is damaged."""
    if not data.startswith(_SIGNATURE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(folder) for name in archive.namelist())
    except zipfile.BadZipFile:  # cut off: the names of its parts still stand before each of them
        return folder.encode() in data


def check_archive(data: bytes, uri: str, format_name: str) -> None:
    """Raises :class:`ReadError` if the archive is damaged or would unpack to more than any document needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            broken = None if size > _LARGEST else archive.testzip()
    except (zipfile.BadZipFile, EOFError) as error:
        raise ReadError(uri, f"damaged {format_name} file (not a complete ZIP archive)") from error
    except Exception as error:  # zlib.error and others, depending on where the damage lies
        raise ReadError(uri, f"damaged {format_name} file ({error})") from error
    if size > _LARGEST:
        raise ReadError(uri, f"the {format_name} file unpacks to {size:,} bytes, more than the limit of {_LARGEST:,}")
    if broken is not None:
        raise ReadError(uri, f"damaged {format_name} file (its part {broken} is broken)")
