"""The fields of a figure, each with its judge: is the prediction's value the gold's, and if not, why not.

``FIELDS`` is the registry. A *share* field is scored over all gold figures (a missed figure is wrong), a *figure*
field also over all predicted ones (a superfluous figure is wrong), and a *found* field, that many figures lack, as
precision and recall over the figures that were found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from extract.evaluate.gold import GoldBounds, GoldFigure
from extract.evaluate.match import Prediction, names_of, near, same_bound, same_status, squeeze
from extract.evaluate.tally import words


@dataclass(frozen=True, slots=True)
class Setting:
    """What a judge needs beside the two figures."""

    four: bool  # the gold knows four statuses only
    figure_of: Mapping[str, str]  # id of a predicted figure → id of the gold figure that it was paired with
    article_of: Mapping[str, str]  # id of a predicted article → the gold's name for it


@dataclass(frozen=True, slots=True)
class Judgement:
    """``has_gold`` and ``has_predicted`` count only for *found* fields; ``cause`` is empty where right."""

    right: bool
    cause: str = ""
    gold: str = ""
    predicted: str = ""
    has_gold: bool = True
    has_predicted: bool = True


Judge = Callable[[GoldFigure, Prediction, Setting], Judgement]


@dataclass(frozen=True, slots=True)
class Field:
    """A scored field: ``annotation`` is what a gold set must annotate for it."""

    name: str
    kind: Literal["share", "figure", "found"]
    annotation: str
    judge: Judge


def judge_value(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """Both hard bounds."""
    causes = []
    for side, wanted in (("low", gold.hard.low), ("high", gold.hard.high)):
        given = predicted[side]
        if not same_bound(given, wanted):
            causes.append(f"{side} {_bound_cause(given, wanted)}")
    return Judgement(not causes, ", ".join(causes), _interval(gold.hard), _interval(_bounds(predicted)))


def _bound_cause(given: float | None, wanted: float | None) -> str:
    if given is None:
        return "dropped"
    if wanted is None:
        return "invented"
    if given and wanted:
        for power in (2, 3, 4, 6, 8, 12):
            if same_bound(given * 10**power, wanted) or same_bound(given, wanted * 10**power):
                return f"off by 10^{power}"
    return "wrong"


def judge_span(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """The exact extent, approximators and unit included."""
    start = min(fragment[0] for fragment in predicted["fragments"])
    end = max(fragment[1] for fragment in predicted["fragments"])
    causes = []
    if start != gold.start:
        causes.append("start too early" if start < gold.start else "start too late")
    if end != gold.end:
        causes.append("end too late" if end > gold.end else "end too early")
    return Judgement(not causes, ", ".join(causes), gold.surface, predicted["quote"])


def judge_inclusive(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """Whether the end points belong to the interval; looked at only where both sides have the bound."""
    causes = []
    for side, wanted, flag in (
        ("low", gold.hard.low, gold.hard.low_inclusive),
        ("high", gold.hard.high, gold.hard.high_inclusive),
    ):
        if wanted is None or predicted[side] is None:
            continue
        if bool(predicted.get(f"{side}_inclusive")) != flag:
            causes.append(f"{side} {'open' if flag else 'closed'}")
    return Judgement(not causes, ", ".join(causes), _interval(gold.hard), _interval(_bounds(predicted)))


def judge_likely(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """Both likely bounds."""
    given = GoldBounds(predicted.get("likely_low"), predicted.get("likely_high"))
    causes = [
        f"{side} {_bound_cause(a, b)}"
        for side, a, b in (("low", given.low, gold.likely.low), ("high", given.high, gold.likely.high))
        if not same_bound(a, b)
    ]
    return Judgement(not causes, ", ".join(causes), _interval(gold.likely), _interval(given))


def judge_unit(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """The unit in simplified characters."""
    return _equal(gold.unit, predicted.get("unit"))


def judge_value_unit(gold: GoldFigure, predicted: Prediction, setting: Setting) -> Judgement:
    """Both bounds and the unit."""
    return _both(judge_value(gold, predicted, setting), judge_unit(gold, predicted, setting))


def judge_status(gold: GoldFigure, predicted: Prediction, setting: Setting) -> Judgement:
    """One of seven statuses, or what it counts as among four."""
    given = predicted.get("status")
    right = same_status(given, gold.status, four=setting.four)
    return Judgement(right, "" if right else f"{gold.status} → {given}", gold.status, words(given))


def judge_approx(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """约, 左右, 数: whether the number is only nominal."""
    given = bool(predicted.get("approx"))
    cause = "" if given == gold.approx else ("dropped" if gold.approx else "invented")
    return Judgement(not cause, cause, str(gold.approx), str(given))


def judge_counted(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """The noun phrase that is counted."""
    given = predicted.get("counted")
    right = near(gold.counted, [squeeze(given)])
    cause = "" if right else ("missing" if not given else "other noun")
    return Judgement(right, cause, gold.counted, words(given))


def judge_article(gold: GoldFigure, predicted: Prediction, setting: Setting) -> Judgement:
    """The article, ids compared up to renaming."""
    given = predicted.get("article")
    right = gold.article == setting.article_of.get(str(given))
    return Judgement(right, "" if right else "other article", words(gold.article), words(given))


def judge_part_of(gold: GoldFigure, predicted: Prediction, setting: Setting) -> Judgement:
    """The whole: the predicted one must be paired with the gold's."""
    given = predicted.get("part_of")
    target = setting.figure_of.get(str(given)) if given is not None else None
    right = gold.part_of is not None and target == gold.part_of
    return _found(right, gold.part_of, target or given)


def judge_provider_name(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """The canonical names of the providers, all of them and no other."""
    wanted = gold.provider_name or gold.provider
    given = predicted.get("provider") or []
    return _found({squeeze(name) for name in wanted} == set(names_of(given)), wanted, given)


def judge_period(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
    """The time phrase, as written."""
    text = (predicted.get("period") or {}).get("text")
    return _found(_all_near((gold.period,) if gold.period else (), text), gold.period, text)


def _judge_near(attribute: str) -> Judge:
    def judge(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
        wanted = getattr(gold, attribute)
        names = wanted if isinstance(wanted, tuple) else (wanted,) if wanted else ()
        given = predicted.get(attribute)
        return _found(_all_near(names, given), wanted, given)

    return judge


def _judge_equal(attribute: str) -> Judge:
    def judge(gold: GoldFigure, predicted: Prediction, _: Setting) -> Judgement:
        wanted, given = getattr(gold, attribute), predicted.get(attribute)
        return _found(bool(wanted) and squeeze(wanted) == squeeze(given), wanted, given)

    return judge


def _all_near(wanted: tuple[str, ...], given: Any) -> bool:
    """Each of the gold's names has its predicted one."""
    names = names_of(given)
    return bool(wanted) and all(near(name, names) for name in wanted)


def _found(right: bool, wanted: Any, given: Any) -> Judgement:
    has_gold, has_predicted = bool(wanted), bool(given)
    cause = ""
    if has_gold and not right:
        cause = "other" if has_predicted else "missing"
    elif has_predicted and not has_gold:
        cause = "invented"
    return Judgement(right and has_gold, cause, words(wanted), words(given), has_gold, has_predicted)


def _equal(wanted: str, given: Any) -> Judgement:
    right = squeeze(wanted) == squeeze(given)
    return Judgement(right, "" if right else f"{wanted} → {given or '(none)'}", wanted, words(given))


def _both(first: Judgement, second: Judgement) -> Judgement:
    return Judgement(first.right and second.right, first.cause or second.cause, first.gold, first.predicted)


def _bounds(predicted: Prediction) -> GoldBounds:
    return GoldBounds(
        predicted["low"],
        predicted["high"],
        bool(predicted.get("low_inclusive", True)),
        bool(predicted.get("high_inclusive", True)),
    )


def _interval(bounds: GoldBounds) -> str:
    left = "(-∞" if bounds.low is None else f"{'[' if bounds.low_inclusive else '('}{words(bounds.low)}"
    right = "∞)" if bounds.high is None else f"{words(bounds.high)}{']' if bounds.high_inclusive else ')'}"
    return f"{left}, {right}"


FIELDS: Final[tuple[Field, ...]] = (
    Field("exact_span", "figure", "value", judge_span),
    Field("value", "figure", "value", judge_value),
    Field("inclusive", "share", "inclusive", judge_inclusive),
    Field("likely", "share", "likely", judge_likely),
    Field("unit", "share", "unit", judge_unit),
    Field("value_unit", "share", "unit", judge_value_unit),
    Field("approx", "share", "approx", judge_approx),
    Field("status", "share", "status", judge_status),
    Field("counted", "share", "counted", judge_counted),
    Field("article", "share", "article", judge_article),
    Field("indicator", "found", "indicator", _judge_equal("indicator")),
    Field("subtype", "found", "subtype", _judge_equal("subtype")),
    Field("per", "found", "per", _judge_equal("per")),
    Field("provider", "found", "provider", _judge_near("provider")),
    Field("provider_name", "found", "provider_name", judge_provider_name),
    Field("place", "found", "place", _judge_near("place")),
    Field("programme", "found", "programme", _judge_near("programme")),
    Field("period", "found", "period", judge_period),
    Field("part_of", "found", "part_of", judge_part_of),
)

#: A row is right if these are, the last three only where the gold has them.
ROW: Final = ("value", "unit", "status", "counted")
ROW_WHERE_GIVEN: Final = ("provider", "place", "period")
