"""Invented news prose of any length, for made pages: every sentence is put together from parts written here.

Names, bodies and amounts are invented. The same seed gives the same text; two articles share few runs of eight
characters, so that it can be told which article a line of a page belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

_TOWNS: Final = [
    "青崖",
    "柏溪",
    "望河",
    "石桥",
    "云岭",
    "竹塘",
    "松坪",
    "白沙",
    "金堡",
    "红岩",
    "古渡",
    "月湾",
    "清源",
    "大屯",
    "龙泉",
    "双河",
    "桃坞",
    "雁门",
    "杏林",
    "上塘",
]
_BODIES: Final = [
    "慈善总会",
    "志愿者协会",
    "社会工作协会",
    "青年商会",
    "餐饮行业协会",
    "茶叶流通协会",
    "助学基金会",
    "妇女儿童发展基金会",
    "养老服务中心",
    "电子商务协会",
    "园艺学会",
    "果蔬产业联合会",
]
_PEOPLE: Final = ["会长", "秘书长", "驻村干部", "项目主管", "志愿者", "理事", "村支书", "合作社负责人", "教师", "护士"]
_NAMES: Final = [
    "周远",
    "林素",
    "何立",
    "许安",
    "马骏",
    "叶青",
    "邓宁",
    "宋岚",
    "唐越",
    "程实",
    "方可",
    "卢平",
    "姜雪",
    "范晓",
    "彭川",
    "曾敏",
]
_THINGS: Final = [
    "水窖",
    "图书角",
    "育苗大棚",
    "冷链车",
    "卫生室",
    "健身器材",
    "助听器",
    "桥涵",
    "光伏板",
    "爱心课桌",
    "育秧盘",
    "净水器",
]
_AIMS: Final = [
    "乡村助学",
    "产业帮扶",
    "健康守护",
    "消费帮扶",
    "饮水改善",
    "困境儿童关爱",
    "老年食堂",
    "防灾避险",
    "技能培训",
    "生态修复",
]
_VERBS: Final = ["走访", "调研", "回访", "核查", "对接", "慰问"]
_WHEN: Final = (
    "今年以来",
    "入夏之后",
    "上周末",
    "连日来",
    "截至6月底",
    "第三季度",
    "雨季到来之前",
    "开学前夕",
    "去年11月",
    "项目启动后",
)
_SHAPES: Final = (
    "{when}，{town}{body}在{town2}镇{verb}农户{n}户，为其中{m}户送去{thing}",
    "{body}{person}{name}介绍，“{aim}”项目已投入资金{money}万元，覆盖{n}个行政村、{m}所学校",
    "据统计，参与的社会组织达到{n}家，累计捐赠款物{money}余万元，直接受益群众约{k}人次",
    "{name}说，过去到{town}要走{m}公里山路，如今{thing}就建在村口，来回不过{n}分钟",
    "按照方案，{town}县还将在{m}个村增设{thing}，力争到明年年底完成不少于{n}处",
    "{when}，{m}批次{thing}陆续运抵{town}，由{body}与当地共同验收，每批价值{money}万元",
    "在{town2}村，{person}{name}正带着{m}名学员清点{thing}，这已经是他们第{n}次上山",
    "{body}与{town}签订协议，三年内安排{money}万元用于{aim}，首期{k}万元已经到位",
    "有人担心钱花不到点子上，{name}便把每一笔支出写在{thing}旁边的木牌上，一共{n}行",
    "记者了解到，{aim}的名单由村民代表评议产生，公示{m}天后报{body}备案，{n}户无人提出异议",
    "受助的{m}户家庭中，{n}户通过种植和务工实现增收，户均增加收入{k}元",
    "{town}的做法引起关注，邻近的{town2}、{town3}等{m}个县先后派人前来学习{aim}的经验",
)
_HEADS: Final = (
    "{town}县{thing}建到村口", "{body}为{town}送来{thing}", "{m}家社会组织走进{town}山区", "{aim}在{town}见到实效",
    "{town2}镇{n}户农家用上{thing}", "一张清单管住{aim}的钱",
)  # fmt: skip
_CAPTIONS: Final = (
    "{town}镇的{person}在检查{thing}。", "{name}（左）与村民搬运{thing}。", "图为{town2}村的{thing}。{name}摄",
)  # fmt: skip


class Prose:
    """Sentences, headlines and captions from one source of chance."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def headline(self, longest: int) -> str:
        """A headline of at most ``longest`` characters."""
        for _ in range(200):
            text = self._fill(self._random.choice(_HEADS))
            if len(text) <= longest:
                return text
        return self._random.choice(_AIMS)[:longest]

    def caption(self) -> str:
        return self._fill(self._random.choice(_CAPTIONS))

    def paragraphs(self) -> Iterator[str]:
        """Paragraphs of one to four sentences without end."""
        while True:
            sentences = [self._fill(self._random.choice(_SHAPES)) for _ in range(self._random.randint(1, 4))]
            yield "。".join(sentences) + "。"

    def _fill(self, shape: str) -> str:
        chance = self._random
        return shape.format(
            when=chance.choice(_WHEN), town=chance.choice(_TOWNS), town2=chance.choice(_TOWNS),
            town3=chance.choice(_TOWNS), body=chance.choice(_BODIES), person=chance.choice(_PEOPLE),
            name=chance.choice(_NAMES), thing=chance.choice(_THINGS), aim=chance.choice(_AIMS),
            verb=chance.choice(_VERBS), n=chance.randint(21, 980), m=chance.randint(2, 38),
            k=f"{chance.randint(1, 9)},{chance.randint(100, 999)}",
            money=f"{chance.randint(3, 2000)}.{chance.randint(1, 9)}",
        )  # fmt: skip
