"""Files that nobody should have to read: good ones of every kind, damaged in every way, and ones made to do harm.

A case is known by its number: the same number and seed give the same bytes and the same name.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

TEXTS: Final = Path(__file__).resolve().parent.parent / "corpora" / "texts"
SENTENCE: Final = "某县协会投入帮扶资金30余万元，帮助3个乡镇的1200名学生，其中甲镇400名。"
SUFFIXES: Final = (".txt", ".html", ".pdf", ".docx", ".xlsx", ".csv", ".zip", ".doc", ".rtf", ".xls", ".odt", "")
LARGE: Final = 199_999_000  # bytes, just below the limit of a file

Case = tuple[str, bytes]  # name and content
Mutation = Callable[[random.Random, str, bytes], Case]


def pack(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of ``members`` without the time of day in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


@lru_cache(maxsize=1)
def good_files() -> tuple[Case, ...]:
    """One of every kind at least: the corpora, other encodings of them, CSV, an archive of some."""
    files = [(path.name, path.read_bytes()) for path in sorted(TEXTS.iterdir())]
    text = SENTENCE * 5
    traditional = "協會投入善款300餘萬元，資助1,200名學生。" * 10
    table = "县,项目,资金（万元）\n甲县,水渠,12.5\n乙县,茶园,8余\n合计,,20.5\n"
    extra = [
        ("gbk.txt", text.encode("gb18030")),
        ("big5.txt", traditional.encode("big5")),
        ("utf16.txt", text.encode("utf-16")),
        ("table.csv", table.encode()),
        ("gbk.csv", table.encode("gbk")),
    ]
    some = dict(files[::7]) | dict(extra[:1])
    archive = pack({name: content for name, content in some.items() if len(content) < 100_000})
    return (*files, *extra * 3, ("some.zip", archive), ("in.zip", pack({"some.zip": archive, "a.txt": text.encode()})))


def flip_bits(chance: random.Random, name: str, data: bytes) -> Case:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return name, bytes(damaged)


def cut_off(chance: random.Random, name: str, data: bytes) -> Case:
    return name, data[: chance.randrange(len(data))]


def cut_out(chance: random.Random, name: str, data: bytes) -> Case:
    start = chance.randrange(len(data))
    return name, data[:start] + data[start + chance.choice((1, 16, 512, 4096)) :]


def overwrite(chance: random.Random, name: str, data: bytes) -> Case:
    start, length = chance.randrange(len(data)), chance.choice((4, 64, 1024))
    filling = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))
    return name, data[:start] + filling + data[start + length :]


def repeat(chance: random.Random, name: str, data: bytes) -> Case:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((10, 300, 5000))]
    return name, data[:start] + piece * chance.choice((2, 10, 100)) + data[start:]


def splice(chance: random.Random, name: str, data: bytes) -> Case:
    _, other = chance.choice(good_files())
    return name, data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def rename(chance: random.Random, name: str, data: bytes) -> Case:
    return name.rpartition(".")[0] + chance.choice(SUFFIXES), data


def shuffle_lines(chance: random.Random, name: str, data: bytes) -> Case:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return name, b"\n".join(lines)


def damage_inside(chance: random.Random, name: str, data: bytes) -> Case:
    """What is packed is damaged and packed again, so that the damage passes the checksums."""
    mutate = chance.choice((flip_bits, cut_off, cut_out, repeat, overwrite, retag))
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = {info.filename: archive.read(info) for info in archive.infolist()}
        except Exception:  # damaged by the mutation before this one, in any of zipfile's ways
            members = {}
        if full := [member for member, content in members.items() if content]:
            victim = chance.choice(full)
            members[victim] = mutate(chance, victim, members[victim])[1]
            return name, pack(members)
        return mutate(chance, name, data)
    if data.startswith(b"%PDF"):
        streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
        chance.shuffle(streams)
        for stream in streams:
            try:
                plain = zlib.decompress(stream[1])
            except zlib.error:
                continue
            again = zlib.compress(mutate(chance, "", plain)[1]) if plain else b""
            return name, data[: stream.start(1)] + again + data[stream.end(1) :]
    return mutate(chance, name, data)


def retag(chance: random.Random, name: str, data: bytes) -> Case:
    """Numbers, tags and attributes exchanged for others of the file, or for monstrous ones."""
    tokens = list(re.finditer(rb"\d+|</?[\w:]+|\b[\w:]+=", data))
    if not tokens:
        return flip_bits(chance, name, data)
    pieces, at = [], 0
    for token in sorted(chance.sample(tokens, min(len(tokens), chance.choice((1, 5, 50)))), key=lambda t: t.start()):
        other = chance.choice((chance.choice(tokens)[0], b"-1", b"9" * chance.choice((9, 30, 5000)), b"0", b""))
        pieces += [data[at : token.start()], other]
        at = token.end()
    return name, b"".join(pieces) + data[at:]


MUTATIONS: Final[tuple[Mutation, ...]] = (
    flip_bits, cut_off, cut_out, overwrite, repeat, splice, rename, shuffle_lines, damage_inside, damage_inside,
    damage_inside, retag,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A file made to do harm; ``make`` builds it only when its turn comes, for some are large."""

    name: str
    make: Callable[[], bytes]


_DOCX_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    '.main+xml"/>'
    "</Types>"
)
_DOCX_RELATIONS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx(body: str, before: str = "") -> bytes:
    document = f'<?xml version="1.0"?>{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": _DOCX_TYPES, "_rels/.rels": _DOCX_RELATIONS, "word/document.xml": document}
    return pack({name: content.encode() for name, content in parts.items()})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _nested_tables(depth: int) -> bytes:
    opened = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * depth
    return _docx(opened + _paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * depth)


def _entities() -> str:
    levels = ['<!ENTITY a0 "帮扶">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE x [{''.join(levels)}]>"


def _pdf(content: bytes, pages: int = 1, filters: int = 1) -> bytes:
    for _ in range(filters):
        content = zlib.compress(content, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), names, content),
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (table, len(out))


def _rules(number: int) -> bytes:
    """Crossing lines that make a table of ``number`` times ``number`` cells."""
    return b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(number))


def _archives_within(depth: int) -> bytes:
    data = pack({"a.txt": SENTENCE.encode()})
    for level in range(depth):
        data = pack({f"{level}.zip": data})
    return data


def _one_line(suffix: str, unit: str, head: str = "", encoding: str = "utf-8", size: int = LARGE) -> Made:
    def make() -> bytes:
        piece = unit.encode(encoding)
        return head.encode(encoding) + piece * (size // len(piece))

    return Made(f"line-{size // 1_000}kB-{encoding}{suffix}", make)


MADE: Final[tuple[Made, ...]] = (
    _one_line(".txt", SENTENCE),
    _one_line(".txt", SENTENCE, encoding="gb18030"),
    _one_line(".html", SENTENCE, "<html><body><p>"),
    _one_line(".csv", SENTENCE),
    _one_line(".pdf", SENTENCE, "%PDF-1.4\n"),
    _one_line(".docx", SENTENCE),
    _one_line("", "30万元"),
    _one_line(".txt", SENTENCE, size=510_000),
    _one_line(".txt", "（据", size=590_000),
    _one_line(".txt", "1", size=190_000),
    _one_line(".txt", "一", size=590_000),
    _one_line(".txt", "3至5万元、", size=350_000),
    _one_line(".txt", "一、目标\n", size=500_000),
    _one_line(".csv", '"', size=190_000),
    _one_line(".csv", "1,", size=190_000),
    _one_line(".html", "<div>", size=2_000_000),
    _one_line(".html", "<div>", size=700_000),
    _one_line(".html", "<table><tr><td>", size=1_000_000),
    _one_line(".html", "&#20803;", "<html>", size=1_500_000),
    _one_line(".html", "<p>30万元", "<html>", size=400_000),
    Made("tables-20.docx", lambda: _nested_tables(20)),
    Made("tables-3000.docx", lambda: _nested_tables(3000)),
    Made("paragraphs.docx", lambda: _docx(_paragraph(SENTENCE) * 5_000)),
    Made("entities.docx", lambda: _docx(_paragraph("&a9;"), _entities())),
    Made("bomb.docx", lambda: _docx(_paragraph(" " * 300_000_000))),
    Made("bomb.xlsx", lambda: pack({"xl/workbook.xml": b" " * 300_000_000})),
    Made("bomb.zip", lambda: pack({"a.txt": b" " * 190_000_000, "b.txt": SENTENCE.encode()})),
    Made("bombs.zip", lambda: pack({f"{n}.txt": b"\0" * 190_000_000 for n in range(8)})),
    Made("members.zip", lambda: pack({f"{n}.txt": b"x" for n in range(12_000)}, zipfile.ZIP_STORED)),
    Made("deep.zip", lambda: _archives_within(30)),
    Made("climbing.zip", lambda: pack({"../../etc/a.txt": SENTENCE.encode(), "/b.txt": SENTENCE.encode()})),
    Made("bomb.pdf", lambda: _pdf(b" " * 300_000_000)),
    Made("bomb-twice.pdf", lambda: _pdf(b" " * 300_000_000, filters=2)),
    Made("pages.pdf", lambda: _pdf(b"BT /F 12 Tf 72 700 Td (30) Tj ET", pages=3000)),
    Made("glyphs.pdf", lambda: _pdf(b"BT /F 12 Tf 72 700 Td " + b"(1) Tj 0 -1 Td " * 200_000 + b"ET")),
    Made("rules.pdf", lambda: _pdf(_rules(400))),
    Made("nested.pdf", lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\n"),
    Made("zeros.bin", lambda: bytes(5_000_000)),
    Made("noise.bin", lambda: random.Random(0).randbytes(5_000_000)),
    Made("noise.pdf", lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(2_000_000)),
    Made("compound.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(2).randbytes(100_000)),
)  # fmt: skip


def make_case(number: int, seed: int) -> Case:
    """Case ``number``: the files made to do harm come first, then mutations of good ones, kind by kind."""
    if number < len(MADE):
        made = MADE[number]
        return f"{number:05}-{made.name}", made.make()
    chance = random.Random(f"{seed}/{number}")
    kinds: dict[str, list[Case]] = {}
    for name, data in good_files():
        kinds.setdefault(name.rpartition(".")[2], []).append((name, data))
    kind = sorted(kinds)[number % len(kinds)]
    name, data = chance.choice(kinds[kind])
    mutations = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        mutate = chance.choice(MUTATIONS)
        if data:
            name, data = mutate(chance, name, data)
            mutations.append(mutate.__name__)
    return f"{number:05}-{'-'.join(mutations)}-{name}", data
