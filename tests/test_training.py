"""A tagger trained on the user's own gold, and spaCy models, as voters behind the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from cli_build import run

from extract.errors import GoldError, ModelError
from extract.evaluate.training import Example, read_examples, train
from extract.find.tagger import CharacterTagger, decode, encode
from extract.find.voters import add_organizations, add_places
from extract.types import NameSpan, OrganizationSpan, PlaceSpan

pytest.importorskip("pycrfsuite")

# A kind of name that no rule reads: 青禾, 蓝桥 … 公所.
STEMS = ("青禾", "蓝桥", "石渠", "云杉", "白鹭", "松涛", "南浦", "东篱", "北斗", "西岭", "晨星", "暮雨")
FRAMES = ("昨日{}公所捐款三次。", "我们到{}公所座谈。", "由{}公所出资修路。", "{}公所的人说很好。")


def gold_lines() -> list[str]:
    lines = []
    for stem in STEMS:
        for frame in FRAMES:
            text = frame.format(stem)
            start = text.index(stem)
            lines.append(json.dumps({"text": text, "names": [[start, start + 4, "organization"]]}, ensure_ascii=False))
    return lines


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    gold = folder / "gold.jsonl"
    gold.write_text("\n".join(gold_lines()), encoding="utf-8")
    made = train(read_examples(gold), folder / "names.crf")
    assert made.texts == len(STEMS) * len(FRAMES)
    assert made.names == {"organization": made.texts}
    return folder / "names.crf"


def test_a_model_finds_names_it_never_saw(model: Path) -> None:
    text = "昨日桃溪公所捐款三次。我们到长亭公所座谈。"
    found = [text[each.start : each.end] for each in CharacterTagger(model).find(text)]
    assert found == ["桃溪公所", "长亭公所"]


def test_gold_of_evaluate_teaches_every_occurrence(tmp_path: Path) -> None:
    text = "云溪县慈善会到访。云溪县慈善會在云溪县捐款。"
    row = {
        "id": "a", "text": text, "kind": "news", "script": "simplified",
        "figures": [], "enumerations": [], "numerals": [],
        "organizations": [{"surface": "云溪县慈善会", "name": "云溪县慈善会", "kind": "association"}],
        "places": [{"surface": "云溪县", "name": "云溪县", "level": "county", "form": "full", "code": None}],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (example,) = read_examples(tmp_path / "gold.jsonl")
    assert [(example.text[n.start : n.end], n.label) for n in example.names] == [
        ("云溪县慈善会", "organization"), ("云溪县慈善会", "organization"), ("云溪县", "place"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1 is no JSON"),
        ('{"text": "青石", "names": [[0, 9, "place"]]}', "within the text"),
        ('{"text": "青石", "names": [[0, 2, "person"]]}', "within the text"),
        ('{"text": "青石县", "names": [[0, 2, "place"], [1, 3, "place"]]}', "overlaps"),
        ('{"text": 1, "names": []}', "needs a text"),
    ],
)
def test_broken_gold_is_refused_with_line_and_reason(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_examples(tmp_path / "gold.jsonl")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.crf"
    path.write_text("no model", encoding="utf-8")
    with pytest.raises(ModelError, match="no model"):
        CharacterTagger(path)
    with pytest.raises(ModelError, match="nothing to learn"):
        train([Example("没有名称。", ())], path)


def test_labels_and_names_are_one_thing() -> None:
    names = [NameSpan(1, 3, "place"), NameSpan(3, 7, "organization")]
    labels = encode(8, names)
    assert labels == ["O", "B-place", "I-place", "B-organization", *["I-organization"] * 3, "O"]
    assert decode(labels) == names
    assert decode(["I-place", "I-place", "O"]) == [NameSpan(0, 2, "place")]


def test_voters_add_and_never_move_a_name_of_the_rules() -> None:
    text = "青石镇的云溪助学基金会与无名堂到盐源县"
    rules = [OrganizationSpan(4, 11, ((4, 11),), "foundation")]
    votes = [
        NameSpan(2, 11, "organization"), NameSpan(12, 15, "organization"), NameSpan(0, 3, "place"),
        NameSpan(16, 19, "place"), NameSpan(12, 14, "place"),
    ]  # fmt: skip
    assert add_organizations(text, rules, votes) == rules  # one meets the rule's name, the other has no head
    places = add_places(text, [PlaceSpan(16, 19, "county", "full", ("513423",))], votes)
    assert [(p.start, p.end, p.level) for p in places] == [(0, 3, "township"), (16, 19, "county")]
    (added,) = add_organizations(text, [], [NameSpan(4, 11, "organization"), NameSpan(4, 11, "organization")])
    assert (added.start, added.end, added.kind) == (4, 11, "foundation")


def _ruler(folder: Path) -> Path:
    """A spaCy model of the user, made on the spot: a ruler that knows one name."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([  # type: ignore[attr-defined]
        {"label": "ORG", "pattern": [{"TEXT": c} for c in "无尽夏花社公司"]},
        {"label": "GPE", "pattern": [{"TEXT": c} for c in "松下坪村"]},
    ])  # fmt: skip
    nlp.to_disk(folder / "ruler")
    return folder / "ruler"


def test_a_spacy_model_votes_by_character_offsets(tmp_path: Path) -> None:
    text = "据悉，\n无尽夏花社公司也来自松下坪村那边，捐款30万元。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    model = _ruler(tmp_path)

    def names(*options: str | Path) -> tuple[set[str], set[str]]:
        row = json.loads(run("extract", "--jsonl", *options, tmp_path / "a.txt").stdout)
        return {each["quote"] for each in row["organizations"]}, {each["quote"] for each in row["places"]}

    organizations, places = names("--ner", model)
    without = names()
    assert "松下坪村" in places
    assert "松下坪村" not in without[1]
    assert organizations >= without[0]


def test_the_commands_train_and_use_a_model(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(gold_lines()), encoding="utf-8")
    model = tmp_path / "names.crf"
    assert "organization 48" in run("train", gold, "--output", model).stderr
    (tmp_path / "a.txt").write_text("2023年，云溪县捐款30万元。\n", encoding="utf-8")
    db = tmp_path / "t.db"
    assert "1 新 new" in run("load", "--ner", model, tmp_path / "a.txt", "--db", db).stdout
    assert "1 未变 unchanged" in run("load", "--ner", model, tmp_path / "a.txt", "--db", db).stdout
    assert "1 更新 updated" in run("load", tmp_path / "a.txt", "--db", db).stdout  # another run: no voter
    run("extract", "--ner", tmp_path / "missing", tmp_path / "a.txt", code=1)
