"""Pictures of pages (PNG, JPEG, TIFF), by OCR: the extra ``ocr``. A TIFF may hold several pages."""

from __future__ import annotations

import io
from typing import Final

from extract.errors import ReadError
from extract.read import ocr
from extract.read.page_blocks import Pages
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import Document

_VERSION: Final = 1
_RESOLUTION: Final = 72.0  # dots an inch, of a picture that does not say
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def read_image(data: bytes, uri: str) -> Document:
    """The text in a picture; locators in points by the picture's own resolution, else a point a dot.

    Raises :class:`ReadError` where the extra is not installed, for damaged pictures, and for those without text.
    """
    if not ocr.installed():
        raise ReadError(uri, f"a picture of text: {ocr.ADVICE}")
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    pages = Pages(ocr.CERTAIN)
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in ImageSequence.Iterator(image):
                resolution = float(frame.info.get("dpi", (_RESOLUTION,))[0]) or _RESOLUTION
                pages.add(ocr.read_image(ImageOps.exif_transpose(frame), resolution / 72))
    except UnidentifiedImageError as error:
        raise ReadError(uri, "damaged picture (no program can tell its format)") from error
    except (Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise ReadError(uri, f"damaged picture ({error})") from error
    if all(parts.content.empty for parts in pages.parts):
        raise ReadError(uri, "OCR found no text in the picture")
    composer = Composer()
    title, first, order = pages.compose(composer)
    said = find_source(first)
    return composer.document(
        data,
        uri,
        reader=f"image/{_VERSION}+{ocr.engine_name()}",
        media_type=next(media_type for signature, media_type in _SIGNATURES if data.startswith(signature)),
        title=title,
        publisher=said.publisher,
        published_on=said.published_on,
        order=order,
    )


def _recognise(data: bytes) -> bool:
    return data.startswith(tuple(signature for signature, _ in _SIGNATURES))


IMAGE: Final = Reader(
    "image", _VERSION, (".png", ".jpg", ".jpeg", ".tif", ".tiff"), "image/*", read_image, _recognise, binary=True
)
