"""How much a file may hold: what is above is refused as a failure, so that no file takes hours or all memory.

Each limit is an environment variable (``HEZHANG_MAX_CHARACTERS=2000000 hezhang load …``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from extract.errors import HezhangError


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one file; the variable of each is ``HEZHANG_MAX_`` and its name in capitals.

    file_bytes: of a file as it lies on the disk, and of a member of an archive once unpacked.
    characters: of the text that a document may hold.
    blocks: paragraphs, lines or cells with text, that a document may have.
    markup_bytes: of an HTML file, and of the XML in an Office file once unpacked.
    tags: of an HTML file.
    stream_bytes: of a stream of a PDF once unpacked, pictures left out.
    read_seconds: of the processor for reading a file, and one more for each 100 000 bytes that it has.
    members: files in an archive, those of archives within it included.
    depth: archives within archives.
    ratio: unpacked size to packed size of an archive's member of more than a million bytes.
    unpacked_bytes: of all members of an archive together, and of an Office file.
    convert_seconds: by the clock, that a converter of binary Office files may take.
    """

    file_bytes: int = 200_000_000
    characters: int = 200_000
    blocks: int = 25_000
    markup_bytes: int = 10_000_000
    tags: int = 150_000
    stream_bytes: int = 50_000_000
    read_seconds: int = 8
    members: int = 5_000
    depth: int = 3
    ratio: int = 200
    unpacked_bytes: int = 1_000_000_000
    convert_seconds: int = 60


def variable(name: str) -> str:
    """The environment variable that sets the limit ``name``."""
    return f"HEZHANG_MAX_{name.upper()}"


def limits() -> Limits:
    """The limits as the environment sets them. Raises :class:`HezhangError` for a value that is no number above 0."""
    values = {}
    for field in fields(Limits):
        text = os.environ.get(variable(field.name))
        if text is not None:
            if not text.isdecimal() or int(text) == 0:
                raise HezhangError(f"{variable(field.name)}={text}: not a number above 0")
            values[field.name] = int(text)
    return Limits(**values)


def exceeds(what: str, limit: int, name: str) -> str:
    """The reason of a refusal, with the variable that lets such a file in."""
    return f"{what} than the limit of {limit:,} ({variable(name)} sets another one)"
