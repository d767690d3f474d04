"""Made newspaper articles, and the ways in which a page prints them out of order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """One article: each of its parts stands on lines of its own. Its numbers occur in no other story."""

    headline: str
    lead: str
    body: tuple[str, ...]
    sign_off: str
    place: str
    numbers: tuple[str, ...]


STORIES = (
    Story(
        "黔西市发动基金会认领助学项目",
        "为落实省、市关于社会力量参与助学的部署，黔西市民政局今年组织全市基金会认领助学项目，"
        "认领金额达到317万元，比上年多出一截。",
        (
            "开学前夕，黔西市民政局召开项目对接会，把各中学、小学报来的需求列成清单，请基金会逐条认领。"
            "参加对接会的基金会有29家，带来图书、课桌和奖学金三类资助。",
            "杜鹃花教育基金会在黔西市认领了乡村小学的食堂改造，所需资金48万元，已经开工；"
            "水西助学基金会承担寄宿生的冬衣，惠及学生1306名。",
        ),
        "（据黔西市民政局）",
        "黔西市",
        ("317", "29", "48", "1306"),
    ),
    Story(
        "霍山县行业协会带茶农闯市场",
        "近日，霍山县工商联牵头组织茶叶、物流、电商协会到各乡镇设点收购，帮助茶农把春茶卖出好价钱。",
        (
            "霍山县茶叶行业协会在大化坪、太平畈设立收购点7个，按质论价，现款结算。"
            "据协会介绍，开园以来收购鲜叶86吨，付给茶农的货款超过530万元。",
            "物流协会腾出冷藏车15辆，每天把鲜叶送往县城的加工厂；电商协会教农户直播，头一个月接到订单2200多单。",
        ),
        "（据霍山县工商联）",
        "霍山县",
        ("7", "86", "530", "15", "2200"),
    ),
    Story(
        "固原社会工作者进村陪伴留守老人",
        "宁夏固原市从社会工作服务机构选派社工，住进老龄化程度高的村子，陪护空巢、留守老人，首批派出62人。",
        (
            "社工们挨家记录老人的病史和用药，再请乡镇卫生院的医生上门。"
            "六盘山社会工作服务中心为原州区、彭阳县的老人建立档案4100份，组织义诊38场。",
            "固原市民政局表示，陪护服务按季度评估，评估合格的机构每年可得补贴9万元。",
        ),
        "（据固原市民政局）",
        "固原市",
        ("62", "4100", "38", "9"),
    ),
    Story(
        "琼中商会老板回乡种槟榔沉香",
        "海南省琼中黎族苗族自治县的商会动员在外经商的会员回乡，租下撂荒坡地种沉香、益智，已有21名会员签了意向书。",
        (
            "商会与合作社约定，苗木由会员出钱，管护由村民承担，收成按股分红。"
            "湾岭镇先行试种，栽下沉香苗5.4万株，用工的村民有173名。",
            "琼中县商会会长说，会员筹到的首笔投资为760万元，主要用来修机耕路和蓄水池。",
        ),
        "（据琼中县融媒体中心）",
        "琼中黎族苗族自治县",
        ("21", "5.4", "173", "760"),
    ),
)


def _plain(story: Story) -> list[str]:
    return [story.headline, story.lead, *story.body[:-1], story.body[-1] + story.sign_off]


def _core(story: Story) -> list[str]:
    return [*story.body[:-1], story.body[-1] + story.sign_off]


def in_order(stories: Sequence[Story]) -> list[str]:
    return [part for story in stories for part in _plain(story)]


def headlines_first(stories: Sequence[Story]) -> list[str]:
    """All headlines together, then the bodies."""
    return [*(story.headline for story in stories), *(p for story in stories for p in _plain(story)[1:])]


def headlines_last(stories: Sequence[Story]) -> list[str]:
    """The bodies, then all headlines, the last one first."""
    return [*(p for story in stories for p in _plain(story)[1:]), *(story.headline for story in reversed(stories))]


def headlines_and_leads_last(stories: Sequence[Story]) -> list[str]:
    """The first story as it should be; of the others the bodies, then the headlines, then the leads."""
    first, *others = stories
    parts = [*_plain(first), *(p for story in others for p in _core(story))]
    return [*parts, *(story.headline for story in others), *(story.lead for story in others)]


def leads_first(stories: Sequence[Story]) -> list[str]:
    """Every lead over its headline, together at the top; then the bodies."""
    return [*(p for s in stories for p in (s.lead, s.headline)), *(p for story in stories for p in _core(story))]


def lead_over_headline(stories: Sequence[Story]) -> list[str]:
    """The first story's lead stands over its headline."""
    first, *others = stories
    return [first.lead, first.headline, *_core(first), *in_order(others)]


def sign_off_apart(stories: Sequence[Story]) -> list[str]:
    """The sign-off on a line of its own."""
    return [p for s in stories for p in (s.headline, s.lead, *s.body, s.sign_off)]


def by_reporters(stories: Sequence[Story]) -> list[str]:
    """No sign-offs: a reporter's name stands under each headline."""
    names = ("■ 本报记者 周岚", "■ 本报记者 何柏 通讯员 卢溪", "本报记者 段云", "■ 见习记者 于禾")
    return [p for s, name in zip(stories, names, strict=False) for p in (s.headline, name, s.lead, *s.body)]


def reporter_then_source(stories: Sequence[Story]) -> list[str]:
    """The first has a reporter and no sign-off, so nothing closes it; the others say whom they are taken from."""
    first, *others = stories
    return [first.headline, "■ 本报记者 周岚", first.lead, *first.body, *in_order(others)]


def headline_pair_first(stories: Sequence[Story]) -> list[str]:
    """The first two headlines together over the first body; the second body comes without one."""
    first, second, *others = stories
    return [first.headline, second.headline, *_plain(first)[1:], *_plain(second)[1:], *in_order(others)]


LAYOUTS: tuple[Callable[[Sequence[Story]], list[str]], ...] = (
    in_order, headlines_first, headlines_last, headlines_and_leads_last, leads_first, lead_over_headline,
    sign_off_apart, by_reporters, reporter_then_source, headline_pair_first,
)  # fmt: skip


def break_lines(parts: Sequence[str], width: int = 22, blank: int = 0) -> str:
    """The parts as columns of print ``width`` characters wide; after every ``blank`` lines a blank one."""
    lines: list[str] = []
    count = 0
    for part in parts:
        for at in range(0, len(part), width):
            lines.append(part[at : at + width])
            count += 1
            if blank and count % blank == 0:
                lines.append("")
        lines.append("")
    return "\n".join(lines)
