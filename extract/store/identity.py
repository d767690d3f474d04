"""Ids: hashes of content, so that the same thing has the same id in every base, on every machine, in any order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from extract.types import Document, Fragments

_LENGTH = 24  # hex digits, 96 bits: a collision among 10⁹ rows has a chance below 10⁻¹⁰


def identify(*parts: str | int | float | None) -> str:
    """The id of a row whose identity is ``parts``; ``None``, ``""`` and ``0`` are different parts."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def identify_mention(text_sha256: str, type_: str, fragments: Fragments) -> str:
    """Text, span and type; no extractor version, so that a verdict on it outlives every re-extraction."""
    return identify(text_sha256, type_, *(offset for fragment in fragments for offset in fragment))


def identify_version(document: Document) -> str:
    """Uri, bytes, reader and text: a better reader makes a new version and never moves stored offsets."""
    return identify(document.uri, document.sha256, document.reader, document.text_sha256)


def identify_run(extractor: str, configuration: Mapping[str, str]) -> str:
    """The extractor's name and version, and every setting that changes what it finds."""
    return identify(extractor, encode_configuration(configuration))


def encode_configuration(configuration: Mapping[str, str]) -> str:
    """One text for one configuration, whatever the order of its keys."""
    return json.dumps(dict(sorted(configuration.items())), ensure_ascii=False)


def search_row(text_sha256: str) -> int:
    """The row number of a text in the search index: the first 63 bits of its hash."""
    return int(text_sha256[:16], 16) >> 1
