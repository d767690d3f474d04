"""The place of a whole account: what its title names, else the list its lead sets to work at, else the article's own.

A place that occurs only in the name of the reporting body is none (a foundation of 广东 works elsewhere).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extract.find.gazetteer import contains
from extract.normalize import fold_title, simplify
from extract.state.chains import Chain, Chains
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import PlaceRef, Span

_BODY_LENGTH, _SENTENCE_LENGTH = 40, 15  # a paragraph longer than this is no heading; than this, if it ends so
_PROJECT_REACH: Final = 700  # characters at the beginning in which a plan without a place of its own names its counties
_CAPTION: Final = re.compile(r"图注|供图|图片来源|时间：|来源：|摄$")
_NATIONAL: Final = re.compile(r"全国(?!性)|我国|国家(?:乡村振兴局|层面)|中央财政|各级各地")
_OWN_DEICTIC: Final = re.compile(r"(?:全[乡镇村区县市州省]|某[省市县区乡镇村])(?![级域])")


def find_account_place(context: Context, chains: Chains, outline: Outline) -> tuple[PlaceRef, ...]:
    """The places that a figure without any of its own holds for; empty if the account has none."""
    title = title_span(context)
    of_title = _last_usable(chains.between(*title)) if title else None
    lead = lead_span(context, title)
    sentence = outline.sentence(lead[0])
    listed = [chain for chain in chains.between(*lead) if chain.named_list]
    venue = [chain for chain in chains.between(*sentence) if chain.mark == "venue"]
    if of_title is not None:
        within = [chain for chain in listed if _lies_in(chain, of_title)]
        return within[0].refs if within else of_title.refs
    helped = _helped(chains, (0, sentence[1]))
    if helped:
        return helped
    if venue and all(chain.start >= sentence[1] for chain in listed):
        return venue[0].refs
    home = _home(context, chains, title)
    if context.kind in ("plan", "report") or (context.kind == "notice" and not home):
        listed = [chain for chain in chains.between(0, lead[0] + _PROJECT_REACH) if chain.named_list]
    if listed:
        return max(listed, key=lambda chain: len(chain.places)).refs
    if _NATIONAL.search(context.text, *sentence):
        return ()
    first = [chain for chain in chains.between(*sentence) if not chain.region and chain.mark != "venue"]
    if first and not _is_of_a_body(context, title):
        holds = bool(home) and any(contains(p.code or "-", home[0].code or "") for p in first[0].places)
        return home if holds else first[0].refs  # 荣县's notice that begins with a task of 四川省
    return home or _unresolved(context)


def title_span(context: Context) -> Span | None:
    """Where the title stands in the normalized text, if it does."""
    if not context.title or "|" in context.title or "\t" in context.title:  # the head of a table is no title
        return None
    title = _as_in_text(context.title)
    at = context.text.find(title)
    return (at, at + len(title)) if at >= 0 else None


@lru_cache(maxsize=16)  # asked for by the readers of places and of times
def _as_in_text(title: str) -> str:
    return simplify(fold_title(title)).strip()


def lead_span(context: Context, title: Span | None) -> Span:
    """The first paragraph of running text."""
    for start, end in context.paragraphs:
        body = context.text[start:end].strip()
        running = len(body) > _BODY_LENGTH or (len(body) > _SENTENCE_LENGTH and body[-1] in "。！？")
        if running and not _CAPTION.search(body[:60] + body[-30:]) and (title is None or start >= title[1]):
            return start, end
    return context.paragraphs[0] if context.paragraphs else (0, len(context.text))


def _last_usable(chains: tuple[Chain, ...]) -> Chain | None:
    """The chain of a title that is worked at; of 青岛30家协会助力西部 and the like none, as it names the helper."""
    marked = [chain for chain in chains if chain.mark in ("at", "to")]
    if marked:
        return None if marked[-1].region else marked[-1]
    return chains[0] if chains and not chains[0].region else None


def _lies_in(inner: Chain, outer: Chain) -> bool:
    return all(any(contains(o.code or "-", i.code or "") for o in outer.places) for i in inner.places)


def _helped(chains: Chains, sentence: Span) -> tuple[PlaceRef, ...]:
    place = chains.destination(*sentence)
    return (PlaceRef(place.name, place.code),) if place else ()


def _is_of_a_body(context: Context, title: Span | None) -> bool:
    """Whether the title begins with the name of a body that is no authority: its seat is not where its work is."""
    if title is None:
        return False
    for organization in context.organizations:
        start = organization.pieces[0][0]
        if start >= title[1]:
            return False
        if start >= title[0]:
            return organization.kind not in ("public-body", "party-body")
    return False


def _home(context: Context, chains: Chains, title: Span | None) -> tuple[PlaceRef, ...]:
    """The article's own place, if what the text names outside bodies' names lies in it, or nothing lies elsewhere."""
    home = context.home
    if home is None or home.code is None:
        return ()
    if _is_of_a_body(context, title) and not any(p.code == home.code for p in context.places if p.form != "deictic"):
        return ()  # the seat is known only from the name of the body
    coded = [place.code for chain in chains.all for place in chain.places if place.code]
    if not any(place.code == home.code for place in context.places):
        return ()
    inside = sum(contains(home.code, code) or contains(code, home.code) for code in coded)
    return (home,) if inside * 3 > len(coded) * 2 else ()


def _unresolved(context: Context) -> tuple[PlaceRef, ...]:
    """全乡, 某市 as written, where the text names no place at all."""
    if any(place.code for place in context.places if place.form != "abbreviation"):
        return ()
    found = [match.group() for match in _OWN_DEICTIC.finditer(context.text)]
    own = [word for word in found if word[0] == "全"] or found
    return (PlaceRef(own[0], None),) if own else ()
