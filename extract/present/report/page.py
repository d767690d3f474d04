"""The page itself: everything gathered, laid out by the templates beside this file, written as one file."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extract import __version__
from extract.present.dossier import Dossier
from extract.present.report.findings import finding_groups
from extract.present.report.plans import plan_groups
from extract.present.report.sources import Sources
from extract.present.report.totals import total_cards

_TEMPLATES = Path(__file__).with_name("templates")


def write_page(path: Path, dossier: Dossier) -> None:
    """Writes the report of ``dossier`` over whatever stands at ``path``, in UTF-8.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_text(render_page(dossier), encoding="utf-8", newline="\n")


def render_page(dossier: Dossier) -> str:
    """The page. Whatever documents say is escaped by the templates; equal dossiers give equal pages."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sources = Sources(dossier)
    numerals = sum(dossier.coverage[each.uri].numerals for each in dossier.documents)
    resolved = sum(dossier.coverage[each.uri].resolved for each in dossier.documents)
    return environment.get_template("page.html.j2").render(
        version=__version__,
        filters=dossier.filters.words(),
        documents=len(dossier.documents),
        statements=len(dossier.statements),
        coverage=f"{100 * resolved / numerals:.1f}%" if numerals else "—",
        unresolved=numerals - resolved,
        plans=plan_groups(dossier.rows, sources),
        checks=finding_groups(dossier.findings, sources),
        totals=total_cards(dossier.totals, sources),
        not_added=sum(answer.hard is None for answer in dossier.totals),
        sources=sources.documents,
        failures=dossier.failures,
    )
