"""What a page says of itself in its head: meta elements, and the JSON-LD of schema.org.

Names of meta elements are those of Open Graph, Dublin Core and the guide for Chinese government sites (2017).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bs4 import BeautifulSoup

from extract.read.source_line import parse_date

_TITLE: Final = ("articletitle", "og:title", "dc.title", "twitter:title")
_SOURCE: Final = ("contentsource", "source", "article:publisher", "dc.publisher")
_SITE: Final = ("og:site_name", "sitename", "publisher")
_AUTHOR: Final = ("author", "article:author", "dc.creator", "byl")
_DATE: Final = (
    "pubdate", "publishdate", "article:published_time", "og:published_time", "og:release_date", "datepublished",
    "dc.date.issued", "dc.date", "publish-date", "releasedate",
)  # fmt: skip
_TYPES: Final = frozenset(("article", "newsarticle", "report", "governmentservice", "webpage", "blogposting"))
_LONGEST: Final = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Metadata:
    """``source`` is whom the text was taken from, ``site`` who shows it."""

    title: str | None = None
    source: str | None = None
    site: str | None = None
    author: str | None = None
    published_on: date | None = None


def read_metadata(soup: BeautifulSoup) -> Metadata:
    """The metadata of a page; meta elements come before JSON-LD, and a ``<time pubdate>`` last."""
    meta = _meta(soup)
    article = next(_articles(soup), {})
    moments = soup.select("time[pubdate], time[itemprop=datePublished]")
    written = str(moments[0].get("datetime") or moments[0].get_text()) if moments else ""
    dated = _first(meta, _DATE) or _text(article.get("datePublished")) or written
    return Metadata(
        title=_first(meta, _TITLE) or _text(article.get("headline")),
        source=_name(_first(meta, _SOURCE)),
        site=_name(_first(meta, _SITE)) or _name(_names(article.get("publisher"))),
        author=_name(_first(meta, _AUTHOR)) or _name(_names(article.get("author"))),
        published_on=parse_date(dated or ""),
    )


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    """The meta elements by lower-cased name, the first of each."""
    values: dict[str, str] = {}
    for element in soup.find_all("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = str(element.get("content") or "").strip()
        if name and content:
            values.setdefault(str(name).lower(), content)
    return values


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe a text; scripts that are no JSON say nothing."""
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            value = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph", [value]) if isinstance(value, dict) else value
        for item in graph if isinstance(graph, list) else ():
            kinds = item.get("@type", ()) if isinstance(item, dict) else ()
            if {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])} & _TYPES:
                yield item


def _names(value: object) -> str | None:
    """The names of persons or organizations: a string, an object with a name, or a list of those."""
    if isinstance(value, list):
        return "、".join(name for name in map(_names, value) if name) or None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: str | None) -> str | None:
    """A name; an address of a profile is none."""
    if value is None or "://" in value or len(value) > _LONGEST:
        return None
    return value
