"""Loading: files into the base, one document one transaction; what fails is recorded and the load goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from extract.errors import CommitError, HezhangError
from extract.read import READERS, documents
from extract.read.reader import Reader
from extract.store.base import Base
from extract.store.query import Coverage, coverage
from extract.store.repairs import propose_known_names
from extract.store.write import clear_failures, is_stored, store_extraction, store_failure
from extract.types import Document, Extraction, Failure


@dataclass(slots=True)
class LoadReport:
    """What one load did; figures and numerals are those of the documents it was given, stored before or now."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)  # new bytes, a new reader or a new extractor
    unchanged: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)  # of every document but the failed ones, by uri
    figures: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # uri and what its reader says of it

    @property
    def documents(self) -> int:
        """How many were read and stored, or found stored."""
        return len(self.new) + len(self.updated) + len(self.unchanged)

    @property
    def numerals(self) -> int:
        return sum(document.numerals for document in self.coverage)

    @property
    def unresolved(self) -> int:
        """Numerals that no role accounts for."""
        return sum(document.numerals - document.resolved for document in self.coverage)


def load(
    paths: Iterable[str | Path],
    base: Base,
    *,
    extract: Callable[[Document], Extraction] | None = None,
    extractor: str | None = None,
    configuration: Mapping[str, str] | None = None,
    models: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
    readers: Sequence[Reader] = READERS,
) -> LoadReport:
    """Reads every document below ``paths``, extracts it and stores it.

    ``extract`` is the pipeline's ``extract_document`` unless given; with another one, ``extractor`` and
    ``configuration`` must name it, for they are what a stored extraction is known by. ``models`` are voters on names
    for the pipeline (``pipeline.load_pipeline``). ``progress`` is called with the uri of each document when it is done.
    ``readers`` may be ``FAST_READERS``.
    """
    if extract is None:
        # Imported here: whoever brings an own extractor (a cluster's, a test's) starts without spaCy.
        from extract import pipeline

        extract, extractor = pipeline.extract_document, pipeline.EXTRACTOR
        if models:
            extract = partial(extract, nlp=pipeline.load_pipeline(tuple(models)))
        configuration = pipeline.configuration(tuple(models)) if models else pipeline.configuration()
    elif extractor is None:
        raise TypeError("an own extract needs a name: extractor='…/version'")
    report = LoadReport()
    with base.together():
        for found in documents(paths, readers=readers):
            item = replace(found, uri=_printable(found.uri))
            if isinstance(item, Failure):
                failure: Failure | None = item
            else:
                failure = _load_document(item, base, extract, extractor, configuration or {}, report)
                report.notes += [(item.uri, note) for note in item.notes]
            if failure is not None:
                store_failure(base, failure)
                report.failures.append(failure)
            if progress is not None:
                progress(item.uri)
    propose_known_names(base)
    _summarize(base, report)
    return report


def _load_document(
    document: Document,
    base: Base,
    extract: Callable[[Document], Extraction],
    extractor: str,
    configuration: Mapping[str, str],
    report: LoadReport,
) -> Failure | None:
    try:
        if is_stored(base, document, extractor=extractor, configuration=configuration):
            clear_failures(base, document.uri)
            report.unchanged.append(document.uri)
            return None
        extraction = extract(document)
        outcome = store_extraction(base, extraction, extractor=extractor, configuration=configuration)
    except CommitError:  # earlier documents are lost with it: no failure of this one
        raise
    except HezhangError as error:
        return Failure(document.uri, str(error), document.sha256)
    except Exception as error:  # a defect of an extractor must not cost the other documents: it is recorded
        return Failure(document.uri, f"extraction failed: {type(error).__name__}: {error}", document.sha256)
    {"new": report.new, "updated": report.updated, "unchanged": report.unchanged}[outcome].append(document.uri)
    return None


def _printable(uri: str) -> str:
    """``uri``, or with escapes where a file's name is not text in the system's encoding: a base holds only Unicode."""
    return uri.encode("utf-8", "backslashreplace").decode("utf-8")


def _summarize(base: Base, report: LoadReport) -> None:
    loaded = {*report.new, *report.updated, *report.unchanged}
    report.coverage = coverage(base, uris=loaded)
    (report.figures,) = base.connection.execute(
        """SELECT count(*) FROM v_document d CROSS JOIN reading r ON r.extraction = d.extraction
        WHERE d.uri IN (SELECT value FROM json_each(?))""",
        (json.dumps(sorted(loaded)),),
    ).fetchone()
