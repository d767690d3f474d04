"""How fast is each reader? One table for all of ``READERS``.

    python benchmarks/readers.py [--only pdf docx] [--pages 20] [--json]

The files are made of the same invented prose (``corpora/builder/prose.py``). PDF is measured a page, at about 1 000,
3 000 and 5 000 characters a page (one, two and three columns), by pdfplumber and by PDFium; pictures a page of
1 000 characters at 200 dots an inch, if the extra ``ocr`` and a Chinese font are there; every other format by
documents of 3 000 characters. Times are of the processor, in one process; opening and laying out, not extraction. A
reader that has no maker here is listed as not measured.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora")]

from builder.prose import Prose  # noqa: E402
from builder.typesetting import Article, Rect, Sheet, draw  # noqa: E402

from extract.read import READERS  # noqa: E402
from extract.read.pdf import read_pdf_fast  # noqa: E402
from extract.types import Document  # noqa: E402

_LENGTH: Final = 3000  # characters of a document that has no pages
_TYPE: Final = {1000: (1, 12.0), 3000: (2, 8.0), 5000: (3, 6.5)}  # characters a page: columns, size of type


@dataclass(frozen=True, slots=True)
class Speed:
    """One row: what was read, in which units, how many of them a second."""

    reader: str
    what: str
    characters: int  # of a unit, as read
    a_second: float


def paragraphs(length: int, seed: int = 0) -> list[str]:
    """Prose of about ``length`` characters."""
    found: list[str] = []
    for text in islice(Prose(seed).paragraphs(), length):
        found.append(text)
        if sum(map(len, found)) >= length:
            break
    return found


def make_pdf(characters: int, pages: int) -> bytes:
    """Pages of A4 with about so many characters each."""
    columns, size = _TYPE[characters]
    gutter = 2 * size
    width = (505 - (columns - 1) * gutter) / columns
    height = min(characters / (width / size) / columns * 1.5 * size, 720)
    sheets = []
    for number in range(pages):
        sheet, prose = Sheet(595, 842, size, 1.5 * size), Prose(number)
        sheet.line(45, 40, prose.headline(14), 18)
        places = [Rect(45 + i * (width + gutter), 80, width, height) for i in range(columns)]
        sheet.flow(Article(""), places, prose.paragraphs())
        sheets.append(sheet)
    return draw(sheets)


def make_text(seed: int) -> bytes:
    return "\n".join(paragraphs(_LENGTH, seed)).encode()


def make_html(seed: int) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs(_LENGTH, seed))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div>{body}</div></body></html>".encode()


def make_docx(seed: int) -> bytes:
    import docx

    package = docx.Document()
    for text in paragraphs(_LENGTH, seed):
        package.add_paragraph(text)
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def make_xlsx(seed: int) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row, text in enumerate(paragraphs(_LENGTH, seed), 1):
        for column, clause in enumerate(text.split("，"), 1):
            book.active.cell(row, column, clause)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_csv(seed: int) -> bytes:
    rows = [text.rstrip("。").split("，") for text in paragraphs(_LENGTH, seed)]
    return "\n".join(",".join(row) for row in rows).encode()


MAKERS: Final[dict[str, Callable[[int], bytes]]] = {
    "text": make_text,
    "html": make_html,
    "docx": make_docx,
    "xlsx": make_xlsx,
    "csv": make_csv,
}
SUFFIXES: Final = {reader.name: reader.suffixes[0] for reader in READERS}


def clock(read: Callable[[bytes, str], Document], files: Sequence[bytes], uri: str, units: int) -> tuple[int, float]:
    """Characters of a unit and units a second; the first file is read once before, for what is loaded only once."""
    read(files[0], uri)
    begun = time.process_time()
    characters = sum(len(read(data, uri).text) for data in files)
    return round(characters / units), units / (time.process_time() - begun)


def measure(only: Sequence[str], pages: int) -> tuple[list[Speed], list[str]]:
    """The rows, and the readers that were not measured, each with the reason."""
    rows: list[Speed] = []
    passed: list[str] = []
    for reader in READERS:
        if only and reader.name not in only:
            continue
        if reader.name == "pdf":
            for characters in _TYPE:
                data = make_pdf(characters, pages)
                for name, read in (("pdf", reader.read), ("pdf, fast", read_pdf_fast)):
                    rows.append(Speed(name, "pages", *clock(read, [data], "a.pdf", pages)))
        elif reader.name == "image":
            picture = make_picture()
            if picture is None:
                passed.append("image: no extra `ocr`, or no Chinese font to draw with")
            else:
                rows.append(Speed("image", "pages", *clock(reader.read, [picture], "a.png", 1)))
        elif reader.name in MAKERS:
            files = [MAKERS[reader.name](seed) for seed in range(pages)]
            rows.append(Speed(reader.name, "documents", *clock(reader.read, files, f"a{SUFFIXES[reader.name]}", pages)))
        else:
            passed.append(f"{reader.name}: no maker")
    return rows, passed


def make_picture() -> bytes | None:
    """A page of a PDF drawn as a scan; ``None`` where it cannot be recognized or drawn."""
    from builder.scans import can_draw, scan

    from extract.read import ocr

    if not (ocr.installed() and can_draw()):
        return None
    buffer = io.BytesIO()
    scan(make_pdf(1000, 1)).save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[], choices=[reader.name for reader in READERS])
    parser.add_argument("--pages", type=int, default=20, help="pages, or documents, of each kind")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    rows, passed = measure(options.only, options.pages)
    if options.json:
        print(json.dumps({"rows": [asdict(row) for row in rows], "not measured": passed}, ensure_ascii=False))
        return 0
    print(f"{'reader':12}{'characters each':>16}{'a second':>12}{'characters a second':>22}")
    for row in rows:
        total = row.characters * row.a_second
        print(f"{row.reader:12}{row.characters:16,}{row.a_second:12.1f}{total:22,.0f}  {row.what}")
    for reason in passed:
        print(f"not measured: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
