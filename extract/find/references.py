"""Documents that a text names: titles in 《…》 and document numbers (民发〔2022〕11号), and what it is itself known by.

Read from ``Document.text`` as it stands, so that offsets are those of the source; keys are folded, without white space
and marks, so that a title printed over two lines or in traditional characters is the same title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from extract.find.organization_lexicon import organization_lexicon
from extract.normalize.characters import fold

Kind = Literal["title", "number"]

_TITLE: Final = re.compile(r"《([^《》]{2,90})》")
_NUMBER: Final = re.compile(
    r"([\u4e00-\u9fff]{1,14})[ \t]{0,2}[〔﹝\[【（(]([12][09]\d\d)[〕﹞\]】）)]"
    r"[ \t]{0,2}第?[ \t]{0,2}(\d{1,5})[ \t]{0,2}号"
)
# What may stand before the code of the issuer and does not belong to it.
_LEADS: Final = re.compile(
    r".*(?:根据|按照|依据|依照|参照|落实|执行|印发|下发|转发|颁布|发布|通知|文件|意见|办法|规定|详见|参见|文号"
    r"|为|以|和|及|与|的|由|见|即|是|号|在|对|把|将|按)"
)
_MARKS: Final = re.compile(r"[\s“”\"'‘’《》〈〉「」『』()（）\[\]【】，,、:：;；。·—-]")
_EDITION: Final = re.compile(
    r"[（(](?:试行|暂行|修订|修订稿|征求意见稿|草案|第?[一二三四五六七八九十]+版|20\d\d年?版?)[）)]"
)
_CARRIES: Final = re.compile(r"关于(?:印发|转发|发布|公布|下达)(.{4,80}?)的(?:通知|公告|函|决定)")
_HEAD: Final = 600  # code points at the beginning in which a document prints its own number
_OWN_LINE: Final = 40  # and the longest line it stands on there
_SHORTEST_KEY: Final = 4


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named in a text: where, how, and the key under which it is looked up."""

    start: int
    end: int
    kind: Kind
    key: str


def find_references(text: str) -> list[Reference]:
    """Titles and document numbers in order; names of media in 《…》 are none."""
    media = organization_lexicon().media
    found = []
    for match in _TITLE.finditer(text):
        key = title_key(match[1])
        if len(key) >= _SHORTEST_KEY and not key.endswith(media):
            found.append(Reference(*match.span(), "title", key))
    found += _numbers(text)
    return sorted(found, key=lambda reference: reference.start)


def title_key(title: str) -> str:
    """A title without edition, marks and white space, folded."""
    return _MARKS.sub("", _EDITION.sub("", fold(title)))


def designations(text: str, titles: list[str]) -> Iterator[tuple[str, str]]:
    """(kind, key) of what a document is known by: its titles, the plan it carries, its own number.

    ``carries`` is a title that the document prints in its own (关于印发《…方案》的通知): who cites it means this one.
    """
    seen = set()
    for title in titles:
        key = title_key(title)
        keys = [("title", key)]
        if (start := key.find("关于")) > 0:  # 云溪市民政局关于… is cited as 《关于…》 too
            keys.append(("title", key[start:]))
        keys += [("carries", carried) for match in _CARRIES.finditer(key) for carried in _carried(match[1])]
        keys += [("carries", title_key(match[1])) for match in _TITLE.finditer(title)]
        for pair in keys:
            if len(pair[1]) >= _SHORTEST_KEY and pair not in seen:
                seen.add(pair)
                yield pair
    for number in _numbers(text[:_HEAD]):
        line = text[text.rfind("\n", 0, number.start) + 1 : _line_end(text, number.end)]
        if len(line.strip()) <= _OWN_LINE and not any(mark in line for mark in "，。《"):
            yield "number", number.key
            return


def _carried(title: str) -> list[str]:
    return [title] if len(title) >= _SHORTEST_KEY else []


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _numbers(text: str) -> list[Reference]:
    found = []
    for match in _NUMBER.finditer(text):
        lead = _LEADS.match(match[1])
        code = match[1][lead.end() if lead else 0 :]
        if code:
            start = match.end(1) - len(code)
            found.append(Reference(start, match.end(), "number", f"{fold(code)}{match[2]}-{int(match[3])}"))
    return found
