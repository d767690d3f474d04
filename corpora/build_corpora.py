"""Builds `corpora/texts/` and `corpora/gold/gold.jsonl` from `corpora/sources/*.toml`.

Sources whose id begins with U, V or W were written as held out (README.md says which still are): their files lie in
`corpora/heldout/`, their gold in a file for each letter (`HELD_OUT`), so that each set is scored by itself.

    python corpora/build_corpora.py            write texts and gold
    python corpora/build_corpora.py --check    exit 1 unless the committed files are what the sources produce
    python corpora/build_corpora.py P01 N02    check these sources and print their figures in context; writes nothing

Needs the `dev` extra (reportlab, XlsxWriter). The gold comes from the marks in the sources, never from the extractor:
of the package only the readers are used, to learn where a marked character stands in `Document.text`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parent
FOLDERS = ("texts", "heldout", "pages", "gold")  # what the sources produce
TUNED_BY = "gold/gold.jsonl"
HELD_OUT = {  # first letter of the id → gold of its set
    "U": "gold/heldout.jsonl",
    "V": "gold/heldout_v.jsonl",
    "W": "gold/heldout_w.jsonl",
}
sys.path[:0] = [str(CORPORA), str(CORPORA.parent)]

from builder import gold, markup, write_html, write_office, write_pdf  # noqa: E402
from builder.alignment import Furniture, align  # noqa: E402
from builder.markup import Marked  # noqa: E402
from builder.pages import make_pages  # noqa: E402
from builder.source import Source, SourceError, load  # noqa: E402

from extract.errors import ReadError  # noqa: E402
from extract.read import read_bytes  # noqa: E402


def indicator_ids() -> frozenset[str]:
    """The ids of `schemas/indicators.toml`."""
    path = CORPORA.parent / "schemas" / "indicators.toml"
    return frozenset(entry["id"] for entry in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"])


def write(source: Source, marked: Marked) -> tuple[bytes, tuple[Furniture, ...]]:
    """The bytes of the text's file, and what the format adds to its text."""
    match source.format:
        case "html":
            return write_html.write(source, marked)
        case "pdf":
            return write_pdf.write(source, marked)
        case "docx":
            return write_office.write_docx(source, marked)
        case "xlsx":
            return write_office.write_xlsx(source, marked)
        case _:
            text = marked.plain if source.line_ends == "lf" else marked.plain.replace("\n", "\r\n")
            return text.encode(source.encoding), ()


def build(path: Path, indicators: frozenset[str]) -> tuple[str, bytes, dict[str, Any]]:
    """File name, file and gold of one source. Raises :class:`SourceError`, :class:`ReadError` or ``UnicodeError``."""
    source = load(path, indicators)
    marked = markup.parse(source)
    data, furniture = write(source, marked)
    name = f"{source.id}.{source.format}"
    text = read_bytes(data, name).text
    try:
        alignment = align(marked, text, furniture)
    except SourceError as error:
        raise SourceError(f"{source.id}: {error}") from error
    return name, data, gold.record(source, marked, alignment, f"{folder_of(source.id)}/{name}")


def is_held_out(text_id: str) -> bool:
    """Whether the text was written to measure only; the demonstration, which loads `texts/`, never shows it."""
    return text_id[0] in HELD_OUT


def gold_file_of(text_id: str) -> str:
    """The gold file below `corpora/` that the text has its line in."""
    return HELD_OUT.get(text_id[0], TUNED_BY)


def folder_of(text_id: str) -> str:
    """The folder below `corpora/` of a text's file."""
    return "heldout" if is_held_out(text_id) else "texts"


def main(arguments: list[str] | None = None) -> int:
    """Builds, checks or shows; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", metavar="ID", help="only check and print these texts")
    parser.add_argument("--check", action="store_true", help="compare with the committed files, write nothing")
    options = parser.parse_args(arguments)
    indicators = indicator_ids()
    files: dict[str, bytes] = {}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (TUNED_BY, *HELD_OUT.values())}
    failures: list[str] = []
    for path in sorted((CORPORA / "sources").glob("*.toml")):
        if options.ids and path.stem not in options.ids:
            continue
        try:
            _, data, row = build(path, indicators)
        except (SourceError, ReadError, UnicodeError) as error:
            failures.append(f"{path.stem}: {error}" if path.stem not in str(error) else str(error))
            continue
        files[row["path"]] = data
        rows[gold_file_of(row["id"])].append(row)
    for failure in failures:
        print(failure, file=sys.stderr)
    if options.ids:
        for row in chain.from_iterable(rows.values()):
            _show(row)
        return 1 if failures else 0
    files |= _pages(rows[TUNED_BY], files)
    for gold_file, records in rows.items():
        files[gold_file] = _lines(records)
    if options.check:
        failures += compare(files)
    else:
        _write(files)
        for gold_file, records in rows.items():
            figures = sum(len(row["figures"]) for row in records)
            print(f"{gold_file}: {len(records)} texts, {figures} figures", file=sys.stderr)
    return 1 if failures else 0


def _pages(rows: list[dict[str, Any]], files: dict[str, bytes]) -> dict[str, bytes]:
    """The texts as scraped pages, with their gold (`builder/pages.py`)."""
    texts = {row["id"]: read_bytes(files[row["path"]], row["path"]).text for row in rows}
    pages = list(make_pages({row["id"]: row for row in rows}, texts))
    return {**{page.name: page.data for page in pages}, "gold/pages.jsonl": _lines([page.gold for page in pages])}


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def compare(files: dict[str, bytes]) -> list[str]:
    """Names, each printed, of the files below `corpora/` that differ from what the sources produce."""
    differing = []
    present = {f"{folder}/{path.name}" for folder in FOLDERS for path in (CORPORA / folder).glob("*")}
    for name in sorted(present | set(files)):
        path = CORPORA / name
        if name not in files or not path.is_file() or path.read_bytes() != files[name]:
            print(f"{name}: not what the sources produce", file=sys.stderr)
            differing.append(name)
    return differing


def _write(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = CORPORA / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    for folder in ("texts", "heldout"):
        for path in (CORPORA / folder).glob("*"):
            if folder_of(path.stem) != folder or not (CORPORA / "sources" / f"{path.stem}.toml").is_file():
                path.unlink()
    for path in (CORPORA / "pages").glob("*"):
        if f"pages/{path.name}" not in files:
            path.unlink()


def _show(row: dict[str, Any]) -> None:
    print(f"== {row['id']} {row['title']}")
    for figure in row["figures"]:
        bounds = f"{figure['low']}..{figure['high']}{' ≈' if figure['approx'] else ''}"
        context = {key: figure[key] for key in ("provider", "place", "programme", "period", "part_of") if figure[key]}
        print(f"  {figure['surface']!r} {bounds} {figure['unit']} {figure['status']} {figure['indicator']}", end=" ")
        print(f"{figure['counted']} {context}")


if __name__ == "__main__":
    sys.exit(main())
