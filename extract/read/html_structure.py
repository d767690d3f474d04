"""What the elements of a page are for: content, navigation, data table or layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bs4 import NavigableString, Tag

from extract.types import BlockKind

_LISTS: Final = frozenset(("ul", "ol", "dl", "menu"))
_ELEMENTS: Final[dict[str, BlockKind]] = {"nav": "navigation", "footer": "boilerplate", "aside": "boilerplate"}
_ROLES: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("navigation", "search", "menu", "menubar"), "navigation"),
    **dict.fromkeys(("banner", "contentinfo", "complementary"), "boilerplate"),
}
# Class names and ids that whole-page templates use; only exact words count.
_NAVIGATION_CLASSES: Final = (
    "nav navbar menu breadcrumb breadcrumbs crumb crumbs pagination pager sidebar related recommend relatednews toolbar"
)
_BOILERPLATE_CLASSES: Final = "header footer foot copyright share comment comments advert advertisement ads"
_CLASSES: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(_NAVIGATION_CLASSES.split(), "navigation"),
    **dict.fromkeys(_BOILERPLATE_CLASSES.split(), "boilerplate"),
}
_CONTENT: Final = frozenset(("html", "body", "main", "article"))
_LINK_SHARE: Final = 0.8  # of a list's characters in links: a list made of links
_LONGEST_CELL: Final = 1000  # characters; a longer cell is a column of the page's layout


@dataclass(slots=True)
class Measure:
    """What an element holds, itself included: characters that are not white space, those inside links, …"""

    length: int = 0
    linked: int = 0
    links: int = 0
    h1: int = 0
    headings: int = 0
    tables: int = 0


def measure(body: Tag) -> dict[int, Measure]:
    """The measure of ``body`` and of every element below it, by ``id``; linear in the page."""
    elements = [body, *(node for node in body.descendants if isinstance(node, Tag))]
    measures = {id(element): Measure() for element in elements}
    for element in reversed(elements):  # document order reversed: children before their parents
        own = measures[id(element)]
        if element.name not in ("script", "style", "noscript", "template"):
            own.length += sum(
                len("".join(child.split())) for child in element.contents if type(child) is NavigableString
            )
        if element.name == "a":
            own.linked, own.links = own.length, own.links + 1
        own.h1 += element.name == "h1"
        own.headings += element.name in ("h1", "h2", "h3")
        own.tables += element.name == "table"
        if element is not body and element.parent is not None:
            above = measures[id(element.parent)]
            above.length += own.length
            above.linked += own.linked
            above.links += own.links
            above.h1 += own.h1
            above.headings += own.headings
            above.tables += own.tables
    return measures


def label_element(element: Tag, measure: Measure, whole: int) -> BlockKind | None:
    """The kind of all text in navigation, page head and foot, asides, and lists made of links; ``None`` for content.

    ``whole`` is the length of the page: what holds the ``<h1>`` or more than half of the text is content, whatever
    its class says; a ``<header>`` inside an article is the article's own.
    """
    name = element.name
    if name in _ELEMENTS:
        return _ELEMENTS[name]
    if name in _LISTS:
        return "navigation" if measure.links >= 3 and measure.linked >= _LINK_SHARE * measure.length else None
    if name in _CONTENT or measure.h1 or 2 * measure.length > whole:
        return None
    if name == "header":
        return "boilerplate" if element.find_parent(("article", "main")) is None else None
    role = str(element.get("role") or "")
    if role in _ROLES:
        return _ROLES[role]
    if name not in ("div", "section"):
        return None
    classes = element.get("class") or []
    words = (*(classes if isinstance(classes, list) else [classes]), str(element.get("id") or ""))
    return next((_CLASSES[word.lower()] for word in words if word.lower() in _CLASSES), None)


def data_tables(body: Tag, measures: dict[int, Measure]) -> set[int]:
    """The ``id`` of each table that holds data.

    Layout tables have one row or one column, or hold other tables, headings or very long cells.
    """
    found: set[int] = set()
    for table in body.find_all("table"):
        own = measures[id(table)]
        if own.tables > 1 or own.headings or table.get("role") in ("presentation", "none"):
            continue
        rows = [row.find_all(("td", "th"), recursive=False) for row in table.find_all("tr")]
        if any(measures[id(cell)].length > _LONGEST_CELL for row in rows for cell in row):
            continue
        if (len(rows) > 1 and max(map(len, rows)) > 1) or table.find("th") is not None:
            found.add(id(table))
    return found
