"""What the repository must not hold: names of registries and machines, and sentences of the measuring texts."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SENTENCE = 16  # Chinese characters between punctuation marks

#: Spelt in pieces, so that this file does not hold them.
PLACES = tuple(
    "".join(parts)
    for parts in (
        ("pypi", ".org"), ("files.python", "hosted.org"), ("registry.", "npmjs"), ("index", "-url"),
        ("/ro", "ot/"), ("/wo", "rk/"), ("/ho", "me/"), ("/Us", "ers/"), ("/opt", "/pypi"), ("/tm", "p/brief"),
    )
)  # fmt: skip
RUN = re.compile(r"[\u3400-\u9fff]+")


def committed() -> list[Path]:
    """The files that git has, new ones included; without git every file outside caches and environments."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
        return [path for path in found if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in path.parts[1:])
    ]


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file of the repository, whatever format it has, as the readers give it."""
    from extract.read import documents
    from extract.types import Document

    for path in committed():
        name = path.relative_to(ROOT).as_posix()
        data = path.read_bytes()
        try:
            yield name, data.decode("utf-8")
        except UnicodeDecodeError:
            found = list(documents([path]))
            assert all(isinstance(document, Document) for document in found), f"{name}: neither UTF-8 nor readable"
            for document in found:
                if isinstance(document, Document):
                    yield name, document.text


@pytest.fixture(scope="module")
def repository() -> dict[str, str]:
    return dict(texts())


def test_no_file_names_a_registry_or_a_place_on_a_machine(repository: dict[str, str]) -> None:
    offenders = [(name, place) for name, text in repository.items() for place in PLACES if place in text]
    assert not offenders, "\n".join(f"{name}: {place}" for name, place in offenders)


def shared_texts(value: object) -> Iterator[str]:
    """Every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from shared_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from shared_texts(item)


def shared_sentences() -> dict[str, str]:
    """Long runs of Chinese characters in the texts beside the checkout, and the file that each comes from.

    Tables (csv) are left out: official names of places stand in every gazetteer.
    """
    sentences: dict[str, str] = {}
    for path in sorted(SHARED.rglob("*")):
        if path.suffix in {".txt", ".md"}:
            strings: Iterable[str] = [path.read_text(encoding="utf-8")]
        elif path.suffix == ".jsonl":
            lines = path.read_text(encoding="utf-8").splitlines()
            strings = (text for line in lines if line for text in shared_texts(json.loads(line)))
        else:
            continue
        for text in strings:
            for run in RUN.findall(text):
                if len(run) >= SENTENCE:
                    sentences.setdefault(run, path.relative_to(SHARED).as_posix())
    return sentences


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring texts beside the checkout are absent")
def test_no_sentence_of_the_measuring_texts_is_in_the_repository(repository: dict[str, str]) -> None:
    import ahocorasick_rs

    sentences = shared_sentences()
    assert sentences, "no sentences found: the test would hold nothing"
    keys = list(sentences)
    automaton = ahocorasick_rs.AhoCorasick(keys)
    offenders = {
        (name, keys[index], sentences[keys[index]])
        for name, text in repository.items()
        for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)
    }
    assert not offenders, "\n".join(f"{name}: {run} ({source})" for name, run, source in sorted(offenders))
