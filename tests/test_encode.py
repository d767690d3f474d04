"""The JSON of DESIGN §8: its keys in their order, its numbers, and the schema that describes it."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import jsonschema
import pytest
from build import make_enumeration, make_extraction, make_figure, make_numeral, make_organization, make_place

from extract import types
from extract.encode import to_json
from extract.resources import schemas
from extract.types import Extraction, LostCharacter, Period, PlaceRef, Repair

TEXT = "秋水县教育基金会今年捐赠1,0\n00余万元，三分之一用于甲乡等两个乡。\n"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schemas("extract.schema.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def extraction() -> Extraction:
    made = make_extraction(
        TEXT,
        [
            make_figure(
                ("1,0", "00余万元"), low=10_000_000, likely=(10_000_000, 20_000_000), unit="元", dimension="money",
                status="disbursement", subtype="disbursement", indicator="funds.provided", counted="资金",
                provider=["秋水县教育基金会"], place=[("秋水县", "990001"), ("甲乡", None)], rule="more-than",
                period=Period(date(2024, 1, 1), date(2024, 12, 31), "flow", "今年"),
            ),
            make_figure("三分之一", Fraction(1, 3), unit="", dimension="ratio", part_of=0),
        ],
        organizations=[make_organization(TEXT, "秋水县教育基金会", kind="foundation")],
        places=[make_place(TEXT, "秋水县", "990001"), make_place(TEXT, "甲乡", None, level="township")],
        enumerations=[make_enumeration(TEXT, "两个乡", 2, ["甲乡"], closed=False, stated_high=None)],
        numerals=[make_numeral(TEXT, ("1,0", "00"), value=1000), make_numeral(TEXT, "三分之一", value="1/3")],
        title="捐赠",
        published_on=date(2024, 5, 1),
        article_place=PlaceRef("秋水县", "990001"),
    )  # fmt: skip
    return dataclasses.replace(made, repairs=(Repair(0, 2, "?某", "gbk-shift", (LostCharacter(0, 176, 176),)),))


def test_valid_by_schema(extraction: Extraction, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json.dumps(to_json(extraction))), schema)
    jsonschema.validate(to_json(make_extraction("")), schema)


def test_keys_and_their_order_are_the_contract(extraction: Extraction) -> None:
    encoded = to_json(extraction)
    assert list(encoded) == [
        "document", "articles", "figures", "organizations", "places", "enumerations", "numerals", "repairs"
    ]  # fmt: skip
    contract = {
        "document": "uri sha256 text_sha256 media_type title kind script publisher published_on length notes "
        "author site",
        "articles": "id title kind place published_on blocks publisher published_from published_to sections",
        "figures": "id article fragments quote low high low_inclusive high_inclusive likely_low likely_high approx "
        "unit per dimension counted indicator status provider place programme period part_of rule section doubtful",
        "organizations": "fragments quote surface name kind",
        "places": "fragments quote name level form code candidates",
        "enumerations": "fragments quote stated stated_high listed closed",
        "numerals": "fragments quote role value",
        "repairs": "fragments quote suggested method lost",
    }
    for part, keys in contract.items():
        rows = encoded[part] if isinstance(encoded[part], list) else [encoded[part]]
        for row in rows:
            assert [key for key in row if key != "subtype"] == keys.split()


def test_schema_requires_every_key(extraction: Extraction, schema: dict[str, Any]) -> None:
    encoded = to_json(extraction)
    validator = jsonschema.Draft202012Validator(schema)
    for part in encoded:
        row = encoded[part][0] if isinstance(encoded[part], list) else encoded[part]
        for key in row:
            damaged = copy.deepcopy(encoded)
            del (damaged[part][0] if isinstance(damaged[part], list) else damaged[part])[key]
            assert not validator.is_valid(damaged), f"{part} without {key} passes"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda o: o["figures"][0].update(status="planned"), id="unknown status"),
        pytest.param(lambda o: o["figures"][0].update(dimension="currency"), id="unknown dimension"),
        pytest.param(lambda o: o["figures"][0].update(low="10000000"), id="number as text"),
        pytest.param(lambda o: o["figures"][0]["place"][0].update(level="county"), id="open place reference"),
        pytest.param(lambda o: o["figures"][0]["period"].update(end="2024年"), id="date not ISO"),
        pytest.param(lambda o: o["figures"][0].update(fragments=[]), id="no evidence"),
        pytest.param(lambda o: o["places"][0].update(code="99"), id="short code"),
        pytest.param(lambda o: o["organizations"][0].update(kind="ngo"), id="unknown kind"),
        pytest.param(lambda o: o["numerals"][0].update(role="number"), id="unknown role"),
        pytest.param(lambda o: o["enumerations"][0].update(stated=None), id="no stated count"),
    ],
)
def test_schema_refuses(
    damage: Callable[[dict[str, Any]], None], extraction: Extraction, schema: dict[str, Any]
) -> None:
    encoded = to_json(extraction)
    damage(encoded)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(encoded, schema)


@pytest.mark.parametrize(
    ("path", "literal"),
    [
        (("kind",), types.DocumentKind),
        (("document", "properties", "script"), types.Script),
        (("figure", "properties", "status"), types.Status),
        (("figure", "properties", "dimension"), types.Dimension),
        (("organization", "properties", "kind"), types.OrganizationKind),
        (("place", "properties", "level"), types.PlaceLevel),
        (("place", "properties", "form"), types.PlaceForm),
        (("period", "properties", "basis"), types.PeriodBasis),
        (("numeral", "properties", "role"), types.NumeralRole),
    ],
)
def test_closed_lists_are_those_of_the_types(path: tuple[str, ...], literal: object, schema: dict[str, Any]) -> None:
    node = schema["$defs"]
    for key in path:
        node = node[key]
    assert node["enum"] == list(get_args(literal))
    assert schema["$defs"]["figure"]["properties"]["subtype"]["enum"] == [*get_args(types.Subtype), None]


def test_values(extraction: Extraction) -> None:
    first, second = to_json(extraction)["figures"]
    assert (first["low"], first["high"], first["low_inclusive"], first["high_inclusive"]) == (10**7, None, True, False)
    assert (first["likely_low"], first["likely_high"]) == (10**7, 2 * 10**7)
    assert first["fragments"] == [[12, 15], [16, 21]]
    assert first["quote"] == "1,000余万元" == "".join(TEXT[start:end] for start, end in first["fragments"])
    assert first["place"] == [{"name": "秋水县", "code": "990001"}, {"name": "甲乡", "code": None}]
    assert first["period"] == {"start": "2024-01-01", "end": "2024-12-31", "basis": "flow", "text": "今年"}
    assert second["low"] == second["high"] == 0.3333
    assert (second["id"], second["part_of"]) == ("f2", "f1")
    assert to_json(extraction)["enumerations"][0]["stated_high"] is None
