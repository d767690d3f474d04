"""A second opinion on names: a conditional random field over characters (python-crfsuite), trained by `hezhang train`.

Labels are BIO over :data:`NAMES`; a model file is one that crfsuite wrote. The library is in the extra ``train``: a
pipeline without a model never imports it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from extract.errors import ModelError
from extract.find.character_features import features, sentences
from extract.types import NameLabel, NameSpan

NAMES: Final[tuple[NameLabel, ...]] = ("place", "organization")
_MAGIC: Final = b"lCRF"  # a crfsuite model's first bytes


def load_crfsuite() -> Any:
    """The library.

    Raises:
        ModelError: it is not installed.
    """
    try:
        import pycrfsuite
    except ImportError as error:
        raise ModelError("python-crfsuite is not installed: pip install 'hezhang[train]'") from error
    return pycrfsuite


def is_tagger(path: Path) -> bool:
    """Whether the file is a model that crfsuite wrote."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


class CharacterTagger:
    """A trained model; ``find`` gives the names that it sees in a text."""

    def __init__(self, path: Path) -> None:
        """Opens the model at ``path``.

        Raises:
            ModelError: the library is missing, or the file is no model.
        """
        tagger = load_crfsuite().Tagger()
        if not is_tagger(path):
            raise ModelError(f"{path} is no model of `hezhang train`")
        try:
            tagger.open(str(path))
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} cannot be opened as a model: {error}") from error
        self._tagger = tagger
        self.id = f"crf:{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"

    def find(self, text: str) -> list[NameSpan]:
        """The names in a normalized text, in order, not overlapping."""
        found = []
        for start, end in sentences(text):
            labels: Sequence[str] = self._tagger.tag(features(text[start:end]))
            found += [NameSpan(start + span.start, start + span.end, span.label) for span in decode(labels)]
        return found


def encode(length: int, names: Iterable[NameSpan]) -> list[str]:
    """BIO labels of a sentence's characters; of overlapping names the first counts."""
    labels = ["O"] * length
    for name in names:
        if all(label == "O" for label in labels[name.start : name.end]):
            labels[name.start : name.end] = [f"I-{name.label}"] * (name.end - name.start)
            labels[name.start] = f"B-{name.label}"
    return labels


def decode(labels: Sequence[str]) -> list[NameSpan]:
    """The names that BIO labels say; an I without its B begins a name."""
    found: list[NameSpan] = []
    start, label = 0, ""
    for index, current in enumerate([*labels, "O"]):
        kind = current[2:]
        if label and (current == "O" or current[0] == "B" or kind != label):
            found += [NameSpan(start, index, name) for name in NAMES if name == label]
            label = ""
        if current != "O" and not label:
            start, label = index, kind
    return found
