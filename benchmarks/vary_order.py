"""Another order of paragraphs, where a paragraph stands on its own."""

from __future__ import annotations

import random
import re

from benchmarks.edits import GoldRow, move_spans

_SHORTEST = 20  # characters: shorter lines are headings, captions, signatures
# A paragraph that starts so leans on the one before it.
_LEANS = re.compile(
    r"\s*(?:该|該|其|此|这|這|那|他|她|它|同时|同時|另|还|還|也|又|而|但|不过|不過|随后|隨後|随即|接着|接著|之后|之後|"
    r"后来|後來|目前|截至目前|上述|以上|对此|對此|因此|为此|為此|再|并|並|双方|雙方|两|兩|三|四|五|六|七|八|九|十|"
    r"[一二三四五六七八九十]+、|[（(]|[0-9０-９]+[.．、]|第[一二三四五六七八九十]|“|「)"
)


def vary_order(row: GoldRow, rng: random.Random) -> GoldRow:
    """``row`` with runs of movable paragraphs in another order; title, lead, headings, tables and lists stay.

    A paragraph that leans on the one before it moves with it.
    """
    lines = row["text"].splitlines(keepends=True)
    runs: list[list[list[int]]] = [[]]  # a run is made of units: indices of lines that move together
    for index, line in enumerate(lines):
        if index < 2 or not _is_paragraph(line):
            runs.append([])
        elif _LEANS.match(line):
            if runs[-1]:
                runs[-1][-1].append(index)
        else:
            runs[-1].append([index])
    order = list(range(len(lines)))
    for run in runs:
        if len(run) < 2:
            continue
        shuffled = run[:]
        while shuffled == run:
            rng.shuffle(shuffled)
        indices = [index for unit in shuffled for index in unit]
        first = run[0][0]
        order[first : first + len(indices)] = indices
    if order == list(range(len(lines))):
        return row
    return _reorder(row, lines, order)


def _is_paragraph(line: str) -> bool:
    text = line.strip()
    return len(text) >= _SHORTEST and text[-1] in "。！？；" and "\t" not in text and "|" not in text


def _reorder(row: GoldRow, lines: list[str], order: list[int]) -> GoldRow:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    bodies = [line.rstrip("\r\n") for line in lines]
    ends = [line[len(body) :] for line, body in zip(lines, bodies, strict=True)]
    new_start: dict[int, int] = {}
    pieces, length = [], 0
    for position, index in enumerate(order):
        new_start[index] = length
        piece = bodies[index] + ends[position]  # line ends stay where they are: the last line may have none
        pieces.append(piece)
        length += len(piece)

    def move(offset: int) -> int:
        index = next(i for i in range(len(lines)) if starts[i] <= offset < starts[i + 1])
        return new_start[index] + offset - starts[index]

    return move_spans(row, "".join(pieces), move)
