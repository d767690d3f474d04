"""Binary Office files (DOC, XLS, WPS), RTF and OpenDocument, through a converter that is installed.

LibreOffice makes DOCX or XLSX of them, which the readers of these formats read; where it is missing, antiword or catdoc
give the text of a DOC. The converter works in a folder of its own, with a profile of its own, and is ended when its
time is over. The text depends on the converter, so its name is a part of the reader's.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from extract.errors import ReadError
from extract.read.docx import read_docx
from extract.read.limits import exceeds, limits
from extract.read.reader import Reader
from extract.read.table import read_xlsx
from extract.read.text import read_text
from extract.types import Document

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_LIBREOFFICE: Final = ("soffice", "libreoffice")
_INSTALL: Final = "install LibreOffice{others}, or save it as {target}"


@dataclass(frozen=True, slots=True)
class _Plain:
    """A converter that prints the text of a DOC in UTF-8; ``failed`` is how it reports one that it cannot read."""

    command: tuple[str, ...]
    failed: tuple[str, ...]


# antiword reads Word 6 to 2003 and keeps tables; catdoc reads what antiword refuses.
_PLAIN: Final = (
    _Plain(("antiword", "-m", "UTF-8.txt", "-w", "0"), ("is not a Word Document",)),
    _Plain(("catdoc", "-d", "utf-8", "-w"), ()),
)


def _convert(data: bytes, uri: str, *, suffix: str, target: str) -> Document:
    name = suffix[1:].upper()
    if _ENCRYPTED in data:
        raise ReadError(uri, "the Office file is protected by a password")
    office = next((found for each in _LIBREOFFICE if (found := shutil.which(each))), None)
    plain = [each for each in _PLAIN if shutil.which(each.command[0])] if suffix == ".doc" else []
    if office is None and not plain:
        others = ", antiword or catdoc" if suffix == ".doc" else ""
        hint = _INSTALL.format(others=others, target=target.upper())
        raise ReadError(uri, f"{name} needs a converter that is not installed: {hint}")
    with tempfile.TemporaryDirectory(prefix="hezhang-") as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        if office is not None:
            read = read_docx if target == "docx" else read_xlsx
            document = read(_by_libreoffice(office, source, target, uri), uri)
            converter = "libreoffice"
        else:
            document, converter = _by_plain_text(plain, source, uri)
    return replace(document, sha256=sha256(data).hexdigest(), reader=f"{name.lower()}-{converter}/1", encoding=None)


def _by_libreoffice(office: str, source: Path, target: str, uri: str) -> bytes:
    profile = (source.parent / "profile").as_uri()
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}")
    into = ("--convert-to", target, "--outdir", str(source.parent / "out"), str(source))
    errors = _run((office, *options, *into), source.parent, uri)[1]
    made = source.parent / "out" / f"source.{target}"
    if not made.exists():
        detail = (errors.strip().splitlines() or ["no reason given"])[-1]
        raise ReadError(uri, f"LibreOffice cannot read it: it is damaged or of an unknown kind ({detail[:120]})")
    return made.read_bytes()


def _by_plain_text(plain: Sequence[_Plain], source: Path, uri: str) -> tuple[Document, str]:
    for each in plain:
        output, errors = _run((*each.command, str(source)), source.parent, uri)
        if output.strip() and not any(sign in errors for sign in each.failed):
            return read_text(output, uri), each.command[0]
    names = " and ".join(each.command[0] for each in plain)
    raise ReadError(uri, f"{names} cannot read it: it is damaged or of an unknown kind; LibreOffice reads more kinds")


def _run(command: Sequence[str], folder: Path, uri: str) -> tuple[bytes, str]:
    """Output and errors of a converter; it and all that it started are ended when its time is over."""
    seconds = limits().convert_seconds
    environment = {**os.environ, "HOME": str(folder)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            uri, exceeds(f"{Path(command[0]).name} takes more seconds", seconds, "convert_seconds")
        ) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return output, errors.decode("utf-8", "replace")


def _holds_stream(*names: str) -> Callable[[bytes], bool]:
    """Whether a compound file ([MS-CFB]) has one of the streams that its format is known by."""
    encoded = [name.encode("utf-16-le") for name in names]
    return lambda data: data.startswith(_OLE) and any(name in data for name in encoded)


def _holds_type(media_type: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(b"PK\x03\x04") and media_type in data[:200]


def _reader(suffix: str, target: str, media_type: str, recognise: Callable[[bytes], bool], *more: str) -> Reader:
    def read(data: bytes, uri: str) -> Document:
        return replace(_convert(data, uri, suffix=suffix, target=target), media_type=media_type)

    return Reader(suffix[1:], 1, (suffix, *more), media_type, read, recognise, binary=True)


DOC: Final = _reader(".doc", "docx", "application/msword", _holds_stream("WordDocument"), ".wps")
XLS: Final = _reader(".xls", "xlsx", "application/vnd.ms-excel", _holds_stream("Workbook", "Book"), ".et")
RTF: Final = _reader(".rtf", "docx", "application/rtf", lambda data: data.startswith(b"{\\rtf"))
ODT: Final = _reader(
    ".odt", "docx", "application/vnd.oasis.opendocument.text", _holds_type(b"application/vnd.oasis.opendocument.text")
)
ODS: Final = _reader(
    ".ods", "xlsx", "application/vnd.oasis.opendocument.spreadsheet",
    _holds_type(b"application/vnd.oasis.opendocument.spreadsheet"),
)  # fmt: skip

CONVERTED: Final = (DOC, XLS, RTF, ODT, ODS)
