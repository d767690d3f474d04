"""Recognition of scanned pages (OCR) by RapidOCR, which carries its models and runs offline.

An extra: without it, :func:`installed` is false and scanned pages are refused with :data:`ADVICE`. What is recognized
goes the same way as a text layer, each character with its confidence.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from extract.read.guard import without_limit
from extract.read.page import Glyph, PageContent, Rule
from extract.read.pdf_pdfium import open_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

CERTAIN: Final = 0.9  # confidence below which a character is doubtful
ADVICE: Final = "it has to go through OCR: pip install 'hezhang[ocr]' reads it here"

_RESOLUTION: Final = 200  # dots an inch of a page that is drawn to be recognized; small print needs no less
_LARGEST: Final = 5000  # dots of the longer side: more is a poster
_TIGHT: Final = 0.74  # of the height that RapidOCR's box of a line has: the size of the type in it
_EVEN: Final = 0.16  # by which sizes of one type differ
_FITTED: Final = 4  # characters, at least, whose places tell more than the box of their line
_SHORT: Final = 5  # characters of a line whose box says little of its size
_EVEN_SHORT: Final = 0.45
_GUTTER: Final = 0.9  # em of white between two columns, seen within one line
_NEVER_CERTAIN: Final = 0.9999  # the highest confidence: 1 is that of a text layer
_RULE: Final = 2.5  # em that a rule has at least: strokes of characters are shorter
_SHORTEST: Final = 40.0  # dots, where no text tells
_STROKE: Final = 6  # dots that a rule is thick at most


def installed() -> bool:
    """True if the extra ``ocr`` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def engine_name() -> str:
    """The engine with its version: what a document's ``reader`` says of recognized pages."""
    return f"rapidocr/{version('rapidocr')}"


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    # Nothing is dropped for its low score: it is read, and marked.
    return RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": _LARGEST, "Global.text_score": 0.0})


def read_pdf_page(data: bytes, uri: str, number: int) -> PageContent:
    """A page of a PDF (from 0), drawn and recognized, in points of the page."""
    pdf = open_pdf(data, uri)
    try:
        page = pdf[number]
        scale = min(_RESOLUTION / 72, _LARGEST / max(page.get_size()))
        return read_image(page.render(scale=scale).to_pil(), scale)
    finally:
        pdf.close()


def read_image(image: Image, scale: float) -> PageContent:
    """A picture of a page; ``scale`` is dots a point."""
    import numpy

    dots = numpy.asarray(image.convert("RGB"))
    content = PageContent(image.width / scale, image.height / scale, [], recognized=True)
    with without_limit():
        found = _engine()(dots[:, :, ::-1], return_word_box=True, return_single_char_box=True)
    lines = [] if found.boxes is None else zip(found.boxes, found.txts, found.word_results, strict=True)
    parts = [part for corners, text, seen in lines for part in _set(corners, text, seen, scale)]
    content.glyphs = _even_sizes(parts)
    sizes = sorted(glyph.size for glyph in content.glyphs)
    shortest = _RULE * sizes[len(sizes) // 2] * scale if sizes else 0.0
    content.rules = list(_rules(dots, scale, max(shortest, _SHORTEST)))
    return content


def _set(corners: Any, text: str, seen: Sequence[tuple[str, float, Any]], scale: float) -> list[list[Glyph]]:
    """A line's characters, set evenly through the places where they were seen, each of which is only about right.

    Several lines where two of them, of neighbouring columns, were seen as one: white as wide as a gutter parts them.
    """
    xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    height, middle = (ys[2] + ys[3] - ys[0] - ys[1]) / 2, sum(ys) / 4
    characters = _match(text, seen, scale)
    widths = [_width(character) for character, _, _ in characters]
    box = (xs[0] + xs[3]) / 2, (xs[1] + xs[2]) / 2
    usual = _pitch(characters, widths) or (box[1] - box[0]) / max(sum(widths), 0.5)
    parts: list[list[int]] = [[]]
    for index, (_, _, place) in enumerate(characters):
        before = characters[index - 1][2] if index else None
        if place is not None and before is not None:
            white = place - before - (widths[index] + widths[index - 1]) / 2 * usual
            if white > _GUTTER * usual:
                parts.append([])
        parts[-1].append(index)
    lines = []
    for part in parts:
        start, step = _fit([(characters[i][2], widths[i]) for i in part], box, height)
        size = min(max(step, _TIGHT * height), height)
        line = []
        for index in part:
            character, confidence, _ = characters[index]
            stop = start + widths[index] * step
            line.append(Glyph(character, start, middle - size / 2, stop, middle + size / 2, size, confidence))
            start = stop
        lines.append(line)
    return lines


def _pitch(characters: Sequence[tuple[str, float, float | None]], widths: Sequence[float]) -> float:
    """The usual distance of full-width characters; 0 if it cannot be told."""
    steps = sorted(
        (right[2] - left[2]) / ((widths[index] + widths[index + 1]) / 2)
        for index, (left, right) in enumerate(pairwise(characters))
        if left[2] is not None and right[2] is not None
    )
    return steps[len(steps) // 2] if steps else 0.0


def _fit(places: Sequence[tuple[float | None, float]], box: tuple[float, float], height: float) -> tuple[float, float]:
    """Where a line starts and how wide its full-width character is: least squares through the middles of its places."""
    known: list[tuple[float, float]] = []
    at = 0.0
    for place, width in places:
        if place is not None:
            known.append((at + width / 2, place))
        at += width
    if len(known) < _FITTED:
        pad = (1 - _TIGHT) / 2 * height
        return box[0] + pad, max(box[1] - box[0] - 2 * pad, 0.3 * height) / max(at, 0.5)
    mean_at, mean_place = (sum(each) / len(known) for each in zip(*known, strict=True))
    spread = sum((each - mean_at) ** 2 for each, _ in known)
    step = sum((each - mean_at) * (place - mean_place) for each, place in known) / spread
    return mean_place - step * mean_at, step


def _width(character: str) -> float:
    return 1.0 if character >= "\u2e80" else 0.5


def _match(text: str, seen: Sequence[tuple[str, float, Any]], scale: float) -> list[tuple[str, float, float | None]]:
    """Each character with its confidence and the middle of its place; a space has no place of its own."""
    matched: list[tuple[str, float, float | None]] = []
    following = 0
    for character in text:
        if following < len(seen) and seen[following][0] == character:
            _, confidence, corners = seen[following]
            middle = (min(x for x, _ in corners) + max(x for x, _ in corners)) / 2 / scale
            matched.append((character, min(float(confidence), _NEVER_CERTAIN), middle))
            following += 1
        else:  # white space, or a character that was not seen by itself
            matched.append((character, _NEVER_CERTAIN if character.isspace() else 0.0, None))
    return matched


def _even_sizes(lines: Sequence[list[Glyph]]) -> list[Glyph]:
    """Type of about the usual size is of the usual size: the height of a line's box depends on its characters."""
    sizes = sorted(glyph.size for line in lines for glyph in line)
    if not sizes:
        return []
    usual = sizes[len(sizes) // 2]
    even = []
    for line in lines:
        slack = _EVEN if len(line) > _SHORT else _EVEN_SHORT
        for glyph in line:
            if not (1 - slack) * usual <= glyph.size <= (1 + slack) * usual:
                even.append(glyph)
                continue
            middle = (glyph.y0 + glyph.y1) / 2
            even.append(glyph._replace(y0=middle - usual / 2, y1=middle + usual / 2, size=usual))
    return even


def _rules(dots: Any, scale: float, shortest: float) -> Iterator[Rule]:
    """Level and upright rules, by what is left of the dark dots when everything shorter is rubbed out."""
    import cv2

    grey = cv2.cvtColor(dots, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    for shape in ((int(shortest), 1), (1, int(shortest))):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        left = cv2.dilate(
            cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
        )
        contours, _ = cv2.findContours(left, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            x, y, w, h = cv2.boundingRect(contour)
            if shape[0] > 1 and h <= _STROKE:
                yield Rule(x / scale, (y + h / 2) / scale, (x + w) / scale, (y + h / 2) / scale)
            elif shape[1] > 1 and w <= _STROKE:
                yield Rule((x + w / 2) / scale, y / scale, (x + w / 2) / scale, (y + h) / scale)
