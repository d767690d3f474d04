"""Training of the tagger of names on gold that the user owns: texts and names to a model file of crfsuite.

Two forms of gold, told apart by their keys: that of ``hezhang evaluate`` (organizations and places as distinct
surfaces, each a name wherever it stands in its text), and one text a line with the names' offsets::

    {"text": "云溪县慈善会到达青石县", "names": [[0, 6, "organization"], [8, 11, "place"]]}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import GoldError, ModelError
from extract.evaluate.formats import read_gold
from extract.evaluate.gold import GoldText
from extract.find.character_features import features, sentences
from extract.find.tagger import NAMES, encode, load_crfsuite
from extract.normalize.characters import fold
from extract.read import documents
from extract.types import Failure, NameLabel, NameSpan

_PENALTY: Final = {"c1": 0.1, "c2": 0.05}  # L1 and L2: the usual ones for few texts and many features
_LABELS: Final[dict[str, NameLabel]] = {label: label for label in NAMES}


@dataclass(frozen=True, slots=True)
class Example:
    """A text, folded, with its names in order, not overlapping."""

    text: str
    names: tuple[NameSpan, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """What a model was made from."""

    texts: int
    characters: int
    names: dict[str, int]


def read_examples(path: Path) -> list[Example]:
    """The examples of a gold file or folder.

    Raises:
        GoldError: the file cannot be read or fits neither form; with the line and the reason.
    """
    if path.is_file() and (rows := _rows_with_names(path)) is not None:
        return rows
    return [_example(gold.text if gold.text is not None else _text(gold.path), gold) for gold in read_gold(path)]


def train(examples: Sequence[Example], output: Path, *, iterations: int = 120) -> Training:
    """Trains on the examples and writes the model to ``output``.

    Raises:
        ModelError: the library is missing, there is no name to learn from, or the file cannot be written.
    """
    names = Counter(name.label for example in examples for name in example.names)
    if not names:
        raise ModelError("the gold names no organization and no place: nothing to learn from")
    trainer = load_crfsuite().Trainer(verbose=False)
    trainer.set_params({**_PENALTY, "max_iterations": iterations, "feature.possible_transitions": True})
    for example in examples:
        for start, end in sentences(example.text):
            within = [
                NameSpan(name.start - start, name.end - start, name.label)
                for name in example.names
                if start <= name.start and name.end <= end
            ]
            trainer.append(features(example.text[start:end]), encode(end - start, within))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        trainer.train(str(output))
    except OSError as error:
        raise ModelError(f"{output} cannot be written: {error}") from error
    if not output.is_file():  # crfsuite reports nothing when it cannot write
        raise ModelError(f"{output} cannot be written")
    return Training(
        len(examples),
        sum(len(example.text) for example in examples),
        {str(label): count for label, count in names.items()},
    )


def _rows_with_names(path: Path) -> list[Example] | None:
    """The examples of a file whose lines give offsets; ``None`` if it is of the other form."""
    examples = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read as UTF-8: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{path}: line {number} is no JSON: {error}") from error
        if not isinstance(row, dict) or "names" not in row:
            return None
        names = tuple(_spans(row, f"{path}: line {number}"))
        examples.append(Example(fold(row["text"]), names))
    return examples


def _spans(row: dict[str, object], where: str) -> Iterator[NameSpan]:
    text, names, last = row.get("text"), row["names"], 0
    if not isinstance(text, str) or not isinstance(names, list):
        raise GoldError(f"{where}: needs a text and a list of names")
    for name in sorted(names):
        match name:
            case [int(start), int(end), str(label)] if last <= start < end <= len(text) and label in _LABELS:
                yield NameSpan(start, end, _LABELS[label])
                last = end
            case _:
                raise GoldError(f"{where}: {name!r} is no [start, end, {'|'.join(NAMES)}] within the text, or overlaps")


def _example(text: str, gold: GoldText) -> Example:
    surfaces: dict[str, NameLabel] = {fold(item.surface): "place" for item in gold.places or ()}
    surfaces |= {fold(item.surface): "organization" for item in gold.organizations or ()}
    text, listed = fold(text), [surface for surface in surfaces if len(surface) > 1]
    if not listed:
        return Example(text, ())
    found = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text)
    return Example(text, tuple(NameSpan(start, end, surfaces[listed[index]]) for index, start, end in found))


def _text(path: Path | None) -> str:
    for found in documents([path]) if path is not None else ():
        if isinstance(found, Failure):
            raise GoldError(f"{found.uri}: {found.reason}")
        return found.text
    raise GoldError(f"{path}: no document")
