"""Ids: hashes of content, so that the same thing has the same id in every base, on every machine, in any order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from extract.types import Document, Fragments

_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for each id
_LENGTH = 24  # hex digits, 96 bits: a collision among 10⁹ rows has a chance below 10⁻¹⁰


def identify(*parts: str | int | float | None) -> str:
    """The id of a row whose identity is ``parts``; ``None``, ``""`` and ``0`` are different parts."""
    return hashlib.sha256(_encode(parts).encode()).hexdigest()[:_LENGTH]


def identify_within(prefix: str, *parts: str | int | float | None) -> str:
    """An id that shares its first half with ``prefix``: rows that are read and written together lie together."""
    return prefix[: _LENGTH // 2] + identify(prefix, *parts)[: _LENGTH // 2]


def identify_mention(text_sha256: str, type_: str, fragments: Fragments) -> str:
    """Text, span and type; no extractor version, so that a verdict on it outlives every re-extraction."""
    spans = ",".join(f"{start}-{end}" for start, end in fragments)
    digest = hashlib.sha256(f"{text_sha256} {type_} {spans}".encode()).hexdigest()
    return text_sha256[: _LENGTH // 2] + digest[: _LENGTH // 2]


def mention_range(text_sha256: str) -> tuple[str, str]:
    """Every id of a mention of this text lies between the two."""
    prefix = text_sha256[: _LENGTH // 2]
    return prefix, prefix + "g"


def identify_version(document: Document) -> str:
    """Uri, bytes, reader and text: a better reader makes a new version and never moves stored offsets."""
    return identify(document.uri, document.sha256, document.reader, document.text_sha256)


def identify_run(extractor: str, configuration: Mapping[str, str]) -> str:
    """The extractor's name and version, and every setting that changes what it finds."""
    return identify(extractor, encode_configuration(configuration))


def encode_configuration(configuration: Mapping[str, str]) -> str:
    """One text for one configuration, whatever the order of its keys."""
    return json.dumps(dict(sorted(configuration.items())), ensure_ascii=False)


def identify_text(text_sha256: str) -> int:
    """The first 63 bits of the hash: an integer, for the search index knows rows by integers only."""
    return int(text_sha256[:16], 16) >> 1
