"""Formats that are refused, each with what the user can do about it, known by the first bytes of a file."""

from __future__ import annotations

from typing import Final

from extract.read.office import holds_part

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
# Parts whose names tell what a ZIP archive is.
_PARTS: Final = (
    ("ppt/presentation.xml", "presentations (PPTX) are not supported: save it as PDF"),
    ("OFD.xml", "OFD is not supported: save it as PDF"),
)
_MEDIA_TYPES: Final = (  # the first member of such an archive holds nothing else, uncompressed
    (b"application/vnd.oasis.opendocument", "this kind of OpenDocument is not supported: save it as DOCX or XLSX"),
    (b"application/epub+zip", "EPUB is not supported: save it as HTML"),
)
_TOP: Final = 200  # bytes in which the first member lies
_REFUSED: Final = (
    (b"GIF8", "an image (GIF): a picture of text has to go through OCR first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"\x1f\x8b", "gzip-compressed: unpack it first"),
    (b"SQLite format 3\0", "an SQLite database, not a document"),
    (b"\x7fELF", "a program, not a document"),
)


def refusal(data: bytes) -> str | None:
    """Why this file cannot be read, or ``None`` if its first bytes are those of no refused format."""
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            return "the Office file is protected by a password"
        return "a compound file (OLE) without a Word document or a workbook in it: save it as DOCX or XLSX"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        told = next((reason for name, reason in _MEDIA_TYPES if name in data[:_TOP]), None)
        return told or next((reason for name, reason in _PARTS if holds_part(data, name)), None)
    return next((reason for signature, reason in _REFUSED if data.startswith(signature)), None)
