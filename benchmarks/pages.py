"""Newspaper pages: is every article whole, and is each read to its end before the next begins?

    python benchmarks/pages.py [--seeds 2] [--fast] [--all] [--json]

The pages are made (``corpora/builder/newspaper.py``): 2 to 5 columns, two to four articles, headlines across, beside
and within columns, leads, pictures with captions, frames, vertical type, one article around another, text drawn in any
order. *Coverage* is the share of an article's runs of eight characters that the reading holds, white space left out;
*switches* how often the reading changes from one article to another, whose true number is one less than the articles.
Beside it stand the plain extraction of pdfplumber and of pdfminer.six, with its own analysis of columns.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora")]

from builder.newspaper import Page, make_pages  # noqa: E402

_RUN = 8  # characters
_FURNITURE = ("page-header", "page-footer", "page-number", "caption")


@dataclass(frozen=True, slots=True)
class Score:
    """One page read in one way."""

    page: str
    least: float  # coverage of the article that is read worst
    mean: float
    switches: int
    true_switches: int

    @property
    def right(self) -> bool:
        return self.least >= 0.99 and self.switches == self.true_switches


def read_hezhang(data: bytes) -> str:
    """The blocks in reading order, without what stands in the margins and below pictures."""
    from extract.read.pdf import read_pdf

    return _in_order(read_pdf(data, "page.pdf"))


def read_hezhang_fast(data: bytes) -> str:
    from extract.read.pdf import read_pdf_fast

    return _in_order(read_pdf_fast(data, "page.pdf"))


def _in_order(document) -> str:  # type: ignore[no-untyped-def]
    blocks = [document.blocks[index] for index in document.order]
    return "".join(document.text[block.start : block.end] for block in blocks if block.kind not in _FURNITURE)


def read_pdfplumber(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join(page.extract_text() or "" for page in pdf.pages)


def read_pdfminer(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


READINGS: dict[str, Callable[[bytes], str]] = {
    "hezhang": read_hezhang,
    "hezhang, fast": read_hezhang_fast,
    "pdfminer.six": read_pdfminer,
    "pdfplumber": read_pdfplumber,
}


def score(page: Page, text: str) -> Score:
    """Coverage and switches of one reading of one page."""
    text = "".join(text.split())
    runs = {text[i : i + _RUN] for i in range(len(text) - _RUN + 1)}
    coverage: list[float] = []
    owner: dict[str, int] = {}
    for number, article in enumerate(page.articles):
        own = [unit[i : i + _RUN] for unit in (article.body, article.headline) for i in range(len(unit) - _RUN + 1)]
        coverage.append(sum(run in runs for run in own) / len(own))
        for run in own:
            owner[run] = -1 if owner.get(run, number) != number else number  # -1: in several
    seen = [owner[run] for i in range(len(text) - _RUN + 1) if owner.get(run := text[i : i + _RUN], -1) >= 0]
    switches = sum(a != b for a, b in pairwise(seen))
    return Score(page.name, min(coverage), sum(coverage) / len(coverage), switches, len(page.articles) - 1)


def measure(pages: Sequence[Page], readings: Sequence[str]) -> dict[str, list[Score]]:
    """Every page in every way."""
    return {name: [score(page, READINGS[name](page.data)) for page in pages] for name in readings}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a page is read wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=2, help="pages of each layout and number of columns")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--only", nargs="*", choices=READINGS, default=list(READINGS))
    parser.add_argument("--all", action="store_true", help="a line a page")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    pages = make_pages(range(options.first, options.first + options.seeds))
    scores = measure(pages, options.only)
    if options.json:
        print(json.dumps({name: [asdict(each) for each in of] for name, of in scores.items()}, ensure_ascii=False))
    else:
        show(pages, scores, every=options.all)
    return int(not all(each.right for name, of in scores.items() if name.startswith("hezhang") for each in of))


def show(pages: Sequence[Page], scores: dict[str, list[Score]], *, every: bool) -> None:
    """The table; with ``every`` a line for each page that is not read right."""
    print(f"{len(pages)} pages, {sum(len(page.articles) for page in pages)} articles")
    print(f"{'':16}{'coverage':>10}{'least':>8}{'switches':>10}{'true':>6}{'pages right':>13}")
    for name, of in scores.items():
        mean = sum(each.mean for each in of) / len(of)
        print(
            f"{name:16}{mean:10.3f}{min(each.least for each in of):8.3f}{sum(each.switches for each in of):10}"
            f"{sum(each.true_switches for each in of):6}{sum(each.right for each in of):9} of {len(of)}"
        )
    if every:
        for name, of in scores.items():
            for each in of:
                if not each.right:
                    print(f"  {name:14} {each.page:26} least {each.least:.3f}  {each.switches} of {each.true_switches}")


if __name__ == "__main__":
    sys.exit(main())
