"""Documents generated from known gifts, so that every total has a known truth.

A giver's gifts are told in one of several ways: single news, reprints and paraphrases of them, a year with its parts, a
cumulative series beside its flows, a year beside the news of it, approximate and exact wordings of one gift, money
passed on by the county's charity. The same seed makes the same documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.divisions import divisions

_GOODS: Final = ("茶叶", "核桃", "花椒", "蜂业", "食用菌", "苹果", "蚕桑", "中药材", "油茶", "柑橘", "辣椒", "奶业")
_MONTHS: Final = (2, 3, 5, 6, 8, 9, 11)
YEARS: Final = (2021, 2022, 2023)


@dataclass(frozen=True, slots=True)
class Gift:
    """What really happened: ``amount`` in 元."""

    giver: str
    county: str
    code: str
    year: int
    month: int
    amount: int


@dataclass(frozen=True, slots=True)
class World:
    """The gifts, and the documents that tell of them (name, text). ``scenario`` is by giver."""

    gifts: tuple[Gift, ...]
    documents: tuple[tuple[str, str], ...]
    scenario: dict[str, str]


def make_world(documents: int = 2000, seed: int = 7) -> World:
    """A world told by at least ``documents`` documents."""
    chance = random.Random(seed)
    counties = [each for each in divisions() if each.level == "county" and each.current and not each.common]
    counties = [each for each in counties if each.name.endswith("县") and len(each.name) == 3]
    chance.shuffle(counties)
    gifts: list[Gift] = []
    told: list[tuple[str, str]] = []
    scenario: dict[str, str] = {}
    number = 0
    while len(told) < documents:
        home = counties[number % len(counties)]
        giver = f"{home.name}{_GOODS[number // len(counties) % len(_GOODS)]}协会"
        kind = tuple(_SCENARIOS)[number % len(_SCENARIOS)]
        receiving = [counties[(number * 3 + k + 1) % len(counties)] for k in range(2)]
        given = [
            Gift(giver, place.name, place.code, year, month, chance.randrange(11, 99) * 10_000)
            for year, month, place in zip(YEARS, chance.sample(_MONTHS, 3), [*receiving, receiving[0]], strict=True)
        ]
        gifts += given
        scenario[giver] = kind
        for text in _SCENARIOS[kind](given, chance):
            told.append((f"{len(told):05d}.txt", text))
        number += 1
    return World(tuple(gifts), tuple(told), scenario)


# --- how a giver's gifts are told ---------------------------------------------------------------------------------


def _news(gift: Gift, amount: str | None = None, wording: int = 0) -> str:
    day = f"{gift.year}年{gift.month}月28日"
    money = amount or _wan(gift.amount)
    when = f"{gift.year}年{gift.month}月"
    lead = (
        f"{when}，{gift.giver}向{gift.county}捐赠帮扶资金{money}。",
        f"记者从{gift.county}获悉，{when}，{gift.giver}在{gift.county}投入帮扶资金{money}，用于改善学校条件。",
        f"{gift.giver}{when}向{gift.county}拨付帮扶资金{money}，村民表示感谢。",
    )[wording]
    return f"帮扶见闻\n{day}\n{lead}\n"


def _single(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    yield from (_news(gift, wording=chance.randrange(3)) for gift in gifts)


def _reprinted(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    for gift in gifts:
        wording = chance.randrange(3)
        yield _news(gift, wording=wording)
        yield _news(gift, wording=wording).replace("帮扶见闻", "转载：帮扶见闻")


def _paraphrased(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    for gift in gifts:
        first, second = chance.sample(range(3), 2)
        yield _news(gift, wording=first)
        yield _news(gift, wording=second)


def _in_parts(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    """One report over the three years, with each year as a part."""
    giver, total = gifts[0].giver, _wan(sum(gift.amount for gift in gifts))
    years = "、".join(f"{gift.year}年{_wan(gift.amount)}" for gift in gifts)
    yield f"三年回顾\n2024年1月20日\n2021年至2023年，{giver}共投入帮扶资金{total}，其中{years}。\n"


def _cumulative(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    """The series as of each year's end, and what was given in the last year."""
    giver, so_far = gifts[0].giver, 0
    for gift in gifts:
        so_far += gift.amount
        end = f"截至{gift.year}年12月31日，{giver}累计投入帮扶资金{_wan(so_far)}。"
        yield f"年度公告\n{gift.year + 1}年1月8日\n{end}\n"
    last = gifts[-1]
    yield f"年度小结\n{last.year + 1}年1月12日\n{last.year}年，{giver}投入帮扶资金{_wan(last.amount)}。\n"


def _year_and_news(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    """The news of each gift, and the year's report that counts it again."""
    for gift in gifts:
        yield _news(gift, wording=chance.randrange(3))
        all_in_all = chance.choice(("全年共", ""))
        told = f"{gift.year}年，{gift.giver}{all_in_all}投入帮扶资金{_wan(gift.amount)}。"
        yield f"年度报告\n{gift.year + 1}年1月15日\n{told}\n"


def _approximate(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    """Each gift once by a round number and once exactly."""
    for gift in gifts:
        tens = gift.amount // 100_000 * 10
        yield _news(gift, f"{tens}余万元" if gift.amount % 100_000 else _wan(gift.amount))
        if chance.random() < 0.5:
            yield _news(gift, wording=1)


def _passed_on(gifts: Sequence[Gift], chance: random.Random) -> Iterator[str]:
    """The giver pays the county's charity, which pays the same money out."""
    for gift in gifts:
        when, money = f"{gift.year}年{gift.month}月", _wan(gift.amount)
        day = f"{gift.year}年{gift.month}月28日"
        yield f"捐赠消息\n{day}\n{when}，{gift.giver}向{gift.county}慈善会捐赠帮扶资金{money}。\n"
        yield f"发放消息\n{day}\n{when}，{gift.county}慈善会向{gift.county}困难家庭发放帮扶资金{money}。\n"


_SCENARIOS: Final = {
    "single news": _single,
    "reprints": _reprinted,
    "paraphrases": _paraphrased,
    "a whole and its parts": _in_parts,
    "a cumulative series": _cumulative,
    "a year beside its news": _year_and_news,
    "approximate and exact": _approximate,
    "passed on": _passed_on,
}


def _wan(amount: int) -> str:
    return f"{amount // 10_000}万元"
