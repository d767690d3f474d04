"""Compares ``gazetteer.csv`` with a list of codes and years: ``python schemas/gazetteer/compare_gazetteer.py FILE``.

FILE has the columns of ``areacodes.csv``: 代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码.
One line a difference, with its reason as far as a rule tells; README.md ("Differences") treats each kind.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "gazetteer.csv"


@dataclass(frozen=True, slots=True)
class Years:
    """When a name and code held, as years ("" for open ends), and the codes that took over."""

    start: str
    end: str
    successors: frozenset[str]


def read_table(path: Path = TABLE) -> dict[tuple[str, str], Years]:
    """(code, name) → years of the project's own table."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["code"], row["name"]): Years(row["from"], row["to"], frozenset(row["successors"].split()))
            for row in csv.DictReader(file)
        }


def read_reference(path: Path) -> dict[tuple[str, str], Years]:
    """(code, name) → years; a division listed twice because its prefecture was renamed is one."""
    found: dict[tuple[str, str], Years] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            key, start, end = (row["代码"], row["名称"]), row["启用时间"], row["变更/弃用时间"]
            if end and int(end) < 2003:
                continue
            successors = frozenset(code[:6] for code in row["新代码"].split(";") if code)
            earlier = found.get(key, Years(start, end, frozenset()))
            last = "" if "" in (end, earlier.end) else max(end, earlier.end)
            found[key] = Years(min(start, earlier.start), last, successors | earlier.successors)
    return found


def compare(ours: dict[tuple[str, str], Years], reference: dict[tuple[str, str], Years]) -> Iterator[str]:
    """Differences for divisions in use in 2002 or later: kind, division, values, parted by tabs."""
    for key, theirs in reference.items():
        own, division = ours.get(key), " ".join(key)
        if own is None:
            yield f"missing\t{division}\t{theirs.start}–{theirs.end}"
            continue
        if (own.start or "2002") != max(theirs.start, "2002"):
            yield f"from\t{division}\tours {own.start or '≤2002'}, reference {theirs.start}"
        if own.end != theirs.end:
            yield f"to\t{division}\tours {own.end or 'current'}, reference {theirs.end or 'current'}"
        if own.end and theirs.successors and not own.successors & theirs.successors:
            codes = " ".join(sorted(theirs.successors))
            yield f"successor\t{division}\tours {' '.join(sorted(own.successors)) or 'none'}, reference {codes}"
    for key in sorted(set(ours) - set(reference)):
        yield f"extra\t{' '.join(key)}\t{ours[key].start or '≤2002'}–{ours[key].end}"


def explain(difference: str) -> str:
    """Why a line of ``compare`` differs, as far as a rule tells; README.md ("Differences") treats each kind."""
    kind, division, values = difference.split("\t")
    if division.startswith("4690"):
        return "Hainan's counties: GB/T 2260 printed other codes until 2007"
    if kind in ("from", "to"):
        years = [int(year) for year in re.findall(r"\d{4}", values)]
        if len(years) == 2 and years[0] - years[1] == 1:
            return "approved after the last snapshot of the year, first printed in the next"
        return "the sources date it differently"
    return {
        "extra": "printed by a revision of GB/T 2260 or by the Bureau of Statistics, not in the reference",
        "missing": "in the reference only",
        "successor": "the reference names parts or a later unit",
    }[kind]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    for line in compare(read_table(), read_reference(parser.parse_args().file)):
        print(f"{line}\t{explain(line)}")


if __name__ == "__main__":
    main()
