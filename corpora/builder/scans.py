"""Made scans: pages of a made PDF drawn as pictures, with what scanning does to them.

Drawing needs a Chinese font on the machine, for the made PDF files embed none; the committed scans were drawn with
WenQuanYi Micro Hei. Reading them needs no font.

    python corpora/builder/scans.py    writes corpora/scans/ anew
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT: Final = Path(__file__).resolve().parent.parent
RESOLUTION: Final = 200  # dots an inch


def scan(data: bytes, *, page: int = 0, noise: float = 0.0, blur: float = 0.0, seed: int = 0) -> Image:
    """A page as a grey picture; ``noise`` is the share of dots that are dirt, ``blur`` a radius in dots."""
    import pypdfium2
    from PIL import ImageFilter

    with pypdfium2.PdfDocument(data) as pdf:
        picture: Image = pdf[page].render(scale=RESOLUTION / 72).to_pil().convert("L")
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    chance = Random(seed)
    dots = picture.load()
    for _ in range(int(noise * picture.width * picture.height)):
        dots[chance.randrange(picture.width), chance.randrange(picture.height)] = chance.choice((0, 90, 255))
    return picture


def can_draw() -> bool:
    """True if the machine has a font that PDFium draws Chinese with: a page of text is not white then."""
    from builder.typesetting import Sheet, draw

    sheet = Sheet(100, 40, 20, 30)
    sheet.line(10, 10, "核账", 20)
    return min(scan(draw([sheet])).getdata()) < 128


def as_pdf(pictures: list[Image]) -> bytes:
    """Pictures as the pages of a PDF without a text layer."""
    buffer = io.BytesIO()
    pages = [picture.convert("1") for picture in pictures]
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=RESOLUTION)
    return buffer.getvalue()


def write_scans() -> None:
    """The committed scans: a notice with a ruled table, clean and worn, and a page of two columns as a PDF."""
    from builder.prose import Prose
    from builder.typesetting import Article, Rect, Sheet, draw

    folder = ROOT / "scans"
    folder.mkdir(exist_ok=True)
    notice = Sheet(420, 300, 12, 18)
    notice.line(110, 30, "关于帮扶资金的通报", 20)
    notice.line(64, 70, "截至6月底，各县社会组织投入帮扶资金1013.5万元，", 12)
    notice.line(40, 88, "实施项目128个，受益群众2.6万人次。明细如下（单位：万元）。", 12)
    for row, cells in enumerate((("县", "项目数", "资金"), ("甲县", "52", "480"), ("乙县", "76", "533.5"))):
        for column, cell in enumerate(cells):
            notice.line(50 + 110 * column, 121 + 24 * row, cell, 12)
    notice.rules += [(40, 115 + 24 * row, 370, 115 + 24 * row) for row in range(4)]
    notice.rules += [(40 + 110 * column, 115, 40 + 110 * column, 187) for column in range(4)]
    data = draw([notice])
    scan(data).convert("1").save(folder / "notice.png", dpi=(RESOLUTION, RESOLUTION), optimize=True)
    worn = scan(data, noise=0.01, blur=2.0, seed=1)
    worn.save(folder / "notice-worn.jpg", dpi=(RESOLUTION, RESOLUTION), quality=40)
    columns = Sheet(440, 320, 11, 17)
    columns.line(110, 30, "社会组织走进山区", 20)
    places = [Rect(36 + 192 * i, 70, 176, 210) for i in range(2)]
    columns.flow(Article(""), places, Prose(11).paragraphs())
    (folder / "columns.pdf").write_bytes(as_pdf([scan(draw([columns]))]))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]
    write_scans()
