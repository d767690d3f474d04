"""Scores predictions against gold, text by text.

The metrics that the project's floors name (detection, exact span, value, unit, status, counted, provider, place,
period, row, organizations, places, numerals) are computed as DESIGN §10's scorer computes them; the rest is what that
scorer does not look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.evaluate.fields import FIELDS, ROW, ROW_WHERE_GIVEN, Judgement, Setting
from extract.evaluate.gold import GoldFigure, GoldText
from extract.evaluate.lists import score_enumerations, score_organizations, score_places
from extract.evaluate.match import Prediction, extent, joined, pair_spans, squeeze
from extract.evaluate.numerals import score_digit_runs, score_roles
from extract.evaluate.sentences import sentence_around
from extract.evaluate.tally import Miss, Scores, Tally, Verdict

#: Where predictions carry quotes; the first three are those that the bad quotes are counted in.
_QUOTED: Final = ("figures", "organizations", "places")
_ALL_QUOTED: Final = (*_QUOTED, "enumerations", "numerals")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an extractor made of one gold text; ``prediction`` is ``None`` where it gave nothing."""

    gold: GoldText
    text: str
    prediction: Prediction | None


def score(answers: Iterable[Answer]) -> Scores:
    """Score every answer and add up."""
    tally = Tally()
    documents = answered = characters = 0
    for answer in answers:
        documents += 1
        characters += len(answer.text)
        if answer.prediction is None:
            _score_silence(answer, tally)
        else:
            answered += 1
            _score_answer(answer.gold, answer.text, answer.prediction, tally)
    return Scores(
        documents=documents,
        answered=answered,
        characters=characters,
        metrics=tally.metrics(),
        misses=tuple(tally.misses),
        verdicts=tuple(tally.verdicts),
        unresolved=tally.unresolved,
        bad_quotes=tally.bad_quotes,
        spans=tally.spans,
    )


def _score_answer(gold: GoldText, text: str, prediction: Prediction, tally: Tally) -> None:
    _score_quotes(text, prediction, tally)
    if gold.figures is not None:
        _score_figures(gold, gold.figures, text, prediction, tally)
    if gold.organizations is not None:
        score_organizations(gold.id, gold.organizations, text, prediction.get("organizations", []), tally)
    if gold.places is not None:
        score_places(gold.id, gold.places, text, prediction.get("places", []), tally)
    if gold.enumerations is not None:
        score_enumerations(gold.id, gold.enumerations, text, prediction.get("enumerations", []), tally)
    numerals = prediction.get("numerals", [])
    score_digit_runs(gold.id, text, numerals, tally)
    if gold.numerals is not None:
        score_roles(gold.id, gold.numerals, text, numerals, tally)
    _score_document(gold, prediction, tally)


def _score_silence(answer: Answer, tally: Tally) -> None:
    """No answer: every gold figure is missed. As in DESIGN §10's scorer the lists and numerals are not counted."""
    figures = answer.gold.figures or ()
    tally.add("detection", gold=len(figures))
    for field in FIELDS:
        if field.annotation in answer.gold.annotated and field.kind != "found":
            _count_field(tally, field.name, field.kind, right=0, gold=len(figures))
    tally.add_share("row", right=0, gold=len(figures))
    tally.misses.append(Miss(answer.gold.id, "document", "no answer", answer.gold.id, f"{len(figures)} figures", ""))
    tally.verdicts += [_missed_verdict(answer.gold, figure, answer.text) for figure in figures]


def _score_quotes(text: str, prediction: Prediction, tally: Tally) -> None:
    """Quotes that are not what their fragments read: loosely as the floors count them, and to the character."""
    for group in _ALL_QUOTED:
        for row in prediction.get(group, []):
            read = joined(text, row)
            if group in _QUOTED:
                tally.spans += 1
                tally.bad_quotes += squeeze(read) != squeeze(row["quote"])
            tally.add_share("quotes_exact", right=read == row["quote"], gold=1)


def _score_document(gold: GoldText, prediction: Prediction, tally: Tally) -> None:
    document = prediction.get("document", {})
    for name in ("kind", "script", "published_on"):
        wanted, given = getattr(gold, name), document.get(name)
        if given is None and len(articles := prediction.get("articles", ())) == 1:
            given = articles[0].get(name)  # a date that the text states is its article's
        if name not in gold.annotated or wanted is None:
            continue
        if name == "published_on":  # not every file says when it was published: then no date is the right answer
            if given is None and not gold.dated:
                continue
            tally.add(
                f"document_{name}",
                right=given == wanted,
                gold=int(gold.dated or given == wanted),
                predicted=given is not None,
            )
            cause = "other" if given else "missing"
        else:
            tally.add_share(f"document_{name}", right=given == wanted, gold=1)
            cause = f"{wanted} → {given}"
        if given != wanted:
            tally.misses.append(Miss(gold.id, f"document_{name}", cause, gold.id, wanted, str(given or "")))


# --- figures ---------------------------------------------------------------------------------------------------------


def _score_figures(
    gold: GoldText, figures: Sequence[GoldFigure], text: str, prediction: Prediction, tally: Tally
) -> None:
    predicted: Sequence[Prediction] = prediction.get("figures", [])
    pairs = pair_spans(figures, predicted)
    setting = _setting(gold, figures, predicted, pairs)
    found = sum(index is not None for index in pairs)
    tally.add("detection", right=found, gold=len(figures), predicted=len(predicted))
    fields = [field for field in FIELDS if field.annotation in gold.annotated]
    for field in fields:
        if field.kind == "figure":
            tally.add(field.name, gold=len(figures), predicted=len(predicted))
        elif field.kind == "share":
            tally.add_share(field.name, right=0, gold=len(figures))
    tally.add_share("row", right=0, gold=len(figures))
    for figure, index in zip(figures, pairs, strict=True):
        if index is None:
            tally.misses.append(_miss(gold.id, text, figure.start, figure.end, "detection", "missed", figure.counted))
            tally.verdicts.append(_missed_verdict(gold, figure, text))
            continue
        judgements = {field.name: field.judge(figure, predicted[index], setting) for field in fields}
        _count_judgements(gold.id, text, figure, judgements, tally)
    taken = set(pairs)
    for index, row in enumerate(predicted):
        if index not in taken:
            start, end = extent(row)
            rule = str(row.get("rule") or "")
            tally.misses.append(_miss(gold.id, text, start, end, "detection", "spurious", "", rule))


def _count_judgements(
    document: str, text: str, figure: GoldFigure, judgements: Mapping[str, Judgement], tally: Tally
) -> None:
    kinds = {field.name: field.kind for field in FIELDS}
    before, after = sentence_around(text, figure.start, figure.end)
    for name, judgement in judgements.items():
        if kinds[name] == "found":
            tally.add(
                name,
                right=judgement.right,
                gold=judgement.has_gold,
                predicted=judgement.has_predicted,
            )
        else:
            _count_field(tally, name, kinds[name], right=judgement.right)
        # value_unit only repeats the causes of value and of unit
        if judgement.cause and name != "value_unit":
            miss = Miss(
                document, name, judgement.cause, figure.surface, judgement.gold, judgement.predicted, before, after
            )
            tally.misses.append(miss)
    row = all(judgements[name].right for name in ROW) and all(
        judgements[name].right or not judgements[name].has_gold for name in ROW_WHERE_GIVEN
    )
    tally.add_share("row", right=row, gold=0)
    right = {name: not judgement.cause for name, judgement in judgements.items()}
    sentence = f"{before}【{figure.surface}】{after}"
    tally.verdicts.append(Verdict(document, figure.id, figure.surface, sentence, {"detection": True, **right}))


def _count_field(tally: Tally, name: str, kind: str, *, right: int, gold: int = 0) -> None:
    if kind == "share":
        tally.add_share(name, right=right, gold=gold)
    else:
        tally.add(name, right=right, gold=gold)


def _setting(
    gold: GoldText,
    figures: Sequence[GoldFigure],
    predicted: Sequence[Prediction],
    pairs: Sequence[int | None],
) -> Setting:
    figure_of: dict[str, str] = {}
    together: Counter[tuple[str, str]] = Counter()
    for figure, index in zip(figures, pairs, strict=True):
        if index is None:
            continue
        row = predicted[index]
        figure_of[str(row.get("id"))] = figure.id
        if figure.article is not None:
            together[str(row.get("article")), figure.article] += 1
    return Setting(gold.statuses == "four", figure_of, _rename(together))


def _rename(together: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """One gold article for each predicted one and the other way round, the most frequent pairs first."""
    result: dict[str, str] = {}
    for predicted, gold in sorted(together, key=lambda pair: (-together[pair], pair)):
        if predicted not in result and gold not in result.values():
            result[predicted] = gold
    return result


def _missed_verdict(gold: GoldText, figure: GoldFigure, text: str) -> Verdict:
    before, after = sentence_around(text, figure.start, figure.end)
    names = [field.name for field in FIELDS if field.annotation in gold.annotated]
    sentence = f"{before}【{figure.surface}】{after}"
    return Verdict(gold.id, figure.id, figure.surface, sentence, dict.fromkeys(["detection", *names], False))


def _miss(
    document: str, text: str, start: int, end: int, field: str, cause: str, gold: str = "", predicted: str = ""
) -> Miss:
    before, after = sentence_around(text, start, end)
    return Miss(document, field, cause, text[start:end], gold, predicted, before, after)
