"""Finds ``corpora/`` and ``schemas/`` in a checkout and in an installed wheel: the only module that knows where."""

from __future__ import annotations

from pathlib import Path

from extract.errors import DataFileError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise DataFileError(f"the package's folder {name}/ is missing: the installation is damaged")


def schemas(*parts: str) -> Path:
    """A file or folder below ``schemas/``."""
    return _folder("schemas").joinpath(*parts)


def corpora(*parts: str) -> Path:
    """A file or folder below ``corpora/``."""
    return _folder("corpora").joinpath(*parts)
