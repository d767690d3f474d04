"""Damaged characters: found, undone byte by byte, and never where a text is whole."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.damage import damage, false_alarms, measure
from extract.encode import to_json
from extract.load import load
from extract.normalize.damage import find_repairs
from extract.normalize.gbk import bytes_of, character_of
from extract.pipeline import extract_document
from extract.read import read_bytes
from extract.resolve.lost_characters import find_gaps
from extract.store.base import open_base
from extract.store.dump import dump
from extract.store.repairs import repairs
from extract.types import Repair

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
SENTENCE = "去年秋天，临江县青禾助学服务中心持续在山区小学开展阅读辅导，受益学生320人。"


def apply(text: str, found: tuple[Repair, ...]) -> str:
    """``text`` as the repairs suggest it; the package never does this."""
    for repair in reversed(found):
        text = text[: repair.start] + repair.suggested + text[repair.end :]
    return text


def test_every_pair_of_bytes_and_its_character_are_one() -> None:
    for pair, character in character_of().items():
        assert bytes_of()[character] == pair
        assert bytes(pair).decode("gb18030") == character


@pytest.mark.parametrize(
    ("code", "character"),
    # the ends of the three user-defined areas, and the codes that older tables gave to the private use area
    [(0xAAA1, 0xE000), (0xAFFE, 0xE233), (0xF8A1, 0xE234), (0xFEFE, 0xE4C5), (0xA140, 0xE4C6), (0xA7A0, 0xE765),
     (0xFE50, 0xE815), (0xFE7E, 0xE843), (0xFE80, 0xE844), (0xFEA0, 0xE864)],
)  # fmt: skip
def test_private_use_characters_have_their_gbk_codes(code: int, character: int) -> None:
    assert bytes_of()[chr(character)] == divmod(code, 256)


def test_a_lost_byte_is_found_and_undone_but_for_its_character() -> None:
    case = damage(SENTENCE, SENTENCE.index("禾"))
    (repair,) = find_repairs(case.damaged)
    assert repair.method == "gbk-shift"
    # 生 before a digit has lost its partner too
    assert apply(case.damaged, (repair,)) == SENTENCE.replace("禾", "?").replace("生3", "?3")
    assert case.damaged[: repair.start] == SENTENCE[: SENTENCE.index("禾")]
    # the byte that is left holds the character to 禾 and some hundred others
    assert repair.lost[0].trail == "禾".encode("gbk")[1]


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_the_mark_that_a_decoder_left_is_part_of_the_damage(mark: str) -> None:
    case = damage(SENTENCE, SENTENCE.index("禾"))
    marked = case.damaged[: case.start] + mark + case.damaged[case.start :]
    (repair,) = find_repairs(marked)
    assert marked[repair.start] == mark
    assert apply(marked, (repair,)) == SENTENCE.replace("禾", "?").replace("生3", "?3")


def test_damage_is_found_in_text_whose_full_width_forms_were_folded() -> None:
    text = "去年秋天,临江县青海助学服务中心持续开展辅导,受益学生320人,教师12人。"
    case = damage(text, text.index("海"))
    assert "\uff36" in case.damaged  # Ｖ, made of what is left of 海 and the next byte
    folded = case.damaged.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    (repair,) = find_repairs(folded)
    assert apply(folded, (repair,)) == text.replace("海", "?").replace("导,", "?,")


def test_a_stretch_ends_where_a_second_byte_is_ascii() -> None:
    text = "今年起，四川青禾助貧服務中心持續開展活動"  # 續 ends with the byte of m
    case = damage(text, text.index("禾"))
    assert "m" in case.damaged
    assert apply(case.damaged, find_repairs(case.damaged)) == text.replace("禾", "?")


@pytest.mark.parametrize(
    ("wrong", "method"),
    [
        (SENTENCE.encode().decode("gb18030", "replace"), "utf-8-as-gbk"),
        (SENTENCE.encode().decode("gbk", "replace"), "utf-8-as-gbk"),
        (SENTENCE.encode().decode("latin-1"), "utf-8-as-latin-1"),
        (SENTENCE.encode().decode("cp1252", "replace"), "utf-8-as-latin-1"),
        (SENTENCE.encode("gbk").decode("latin-1"), "gbk-as-latin-1"),
    ],
)
def test_text_read_in_another_encoding_is_undone(wrong: str, method: str) -> None:
    found = find_repairs(wrong)
    assert {repair.method for repair in found} == {method}
    repaired = apply(wrong, found)
    assert len(repaired) <= len(SENTENCE)
    kept = sum(character in SENTENCE for character in repaired.replace("?", ""))
    assert kept >= 0.8 * len(SENTENCE)  # what the wrong decoder dropped is lost
    if "\ufffd" not in wrong:
        assert repaired == SENTENCE


def test_gbk_read_as_utf8_is_beyond_repair_and_nothing_is_made_up() -> None:
    wrong = SENTENCE.encode("gbk").decode("utf-8", "replace")
    assert all(set(repair.suggested) == {"?"} for repair in find_repairs(wrong))


def test_marks_that_were_encoded_and_misread_are_lost_characters() -> None:
    (repair,) = find_repairs("协会向锟斤拷锟斤拷小学捐书。")
    assert (repair.suggested, len(repair.lost)) == ("????", 4)


@pytest.mark.parametrize(
    "text",
    [
        "喆、垚、堃、淼、犇五位老师走进彝寨，带去仫佬族、傈僳族歌曲。",
        "Ελλάδα、Москва、かな和café、Müller都是外文，§5、±3℃、½也常见。",
        "化验单：α-亚麻酸≥5%，β受体，Ω电阻，№12，㎡，㈠㈡，├──┤",
        "粵語「嘅」「咗」「啲」「冚唪唥」與「囍」字，𠮷野家。",
        "声母韵母表：āáǎà ōóǒò ēéěè īíǐì ūúǔù ǖǘǚǜ，Nguyễn、Dvořák。",
        "Größe, naïve, Ångström — “quoted” … €5",
    ],
)
def test_rare_characters_are_no_damage(text: str) -> None:
    assert find_repairs(text) == ()


def test_rates_on_random_losses_and_no_false_alarm() -> None:
    tallies = measure(600, seed=7)
    total = sum(tally.cases for tally in tallies.values())
    assert total == 600
    assert sum(tally.found for tally in tallies.values()) >= 0.85 * total
    assert sum(tally.undone for tally in tallies.values()) >= 0.78 * total
    long = tallies[8]
    assert long.found == long.cases
    assert long.undone >= 0.85 * long.cases
    assert false_alarms() == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    found = find_repairs(text)
    assert all(0 <= repair.start < repair.end <= len(text) for repair in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(repair.suggested[lost.at] == "?" for repair in found for lost in repair.lost)
    for repair in found:
        find_gaps(text, repair)


# --- proposals -------------------------------------------------------------------------------------------------------

NAME = "临江县青禾助学服务中心"
DAMAGED = damage(f"去年秋天，{NAME}持续在山区小学开展阅读辅导，受益学生320人。", 9).damaged


def test_a_name_of_the_same_document_proposes_the_lost_character() -> None:
    text = f"{DAMAGED}\n{NAME}捐赠图书12万元。\n"
    extraction = extract_document(read_bytes(text.encode(), "a.txt"))
    assert extraction.document.text == text  # a suggestion, nothing else
    (repair,) = extraction.repairs
    (proposal,) = repair.proposals
    assert (proposal.character, proposal.name) == ("禾", NAME)
    start, end = proposal.mention.fragments[0]
    assert text[start:end] == NAME
    encoded = to_json(extraction)["repairs"][0]
    assert encoded["lost"][0]["proposals"][0]["character"] == "禾"
    assert encoded["quote"] == text[repair.start : repair.end]


def test_a_name_that_does_not_fit_the_byte_that_is_left_proposes_nothing() -> None:
    text = f"{DAMAGED}\n{NAME.replace('禾', '山')}捐赠图书12万元。\n"
    (repair,) = extract_document(read_bytes(text.encode(), "a.txt")).repairs
    assert repair.proposals == ()


def test_names_known_elsewhere_propose_after_loading_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{DAMAGED}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{NAME}捐赠图书12万元。\n", encoding="utf-8")
    dumps = []
    for names in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        with open_base(":memory:") as base:
            for name in names:
                load([tmp_path / name], base)
            (stored,) = repairs(base, str(tmp_path / "a.txt"))
            (known,) = stored.proposals
            assert (known.proposal.character, known.source, known.uri) == ("禾", "base", str(tmp_path / "b.txt"))
            before = dump(base)
            load([tmp_path], base)
            assert dump(base) == before
            dumps.append(before)
    assert dumps[0] == dumps[1]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds beside the checkout are absent")
def test_the_damaged_caption_of_the_seed() -> None:
    (path,) = SEEDS.glob("001_*.txt")
    extraction = extract_document(read_bytes(path.read_bytes(), path.name))
    (repair,) = extraction.repairs
    text = extraction.document.text
    assert text[repair.start - 2 : repair.start] + repair.suggested + text[repair.end : repair.end + 2] == (
        "四川?惠助貧服務中心持續開展"
    )
    assert [proposal.character for proposal in repair.proposals] == ["海"]
    others = [path for path in SEEDS.glob("*.txt") if not path.name.startswith("001_")]
    assert [find_repairs(other.read_text(encoding="utf-8")) for other in others] == [()] * 4


def test_the_json_of_a_repair_fits_the_schema() -> None:
    import jsonschema

    from extract.resources import schemas

    schema = json.loads(schemas("extract.schema.json").read_text(encoding="utf-8"))
    text = f"{DAMAGED}\n{NAME}捐赠图书12万元。\n"
    jsonschema.validate(to_json(extract_document(read_bytes(text.encode(), "a.txt"))), schema)
