"""What the journal stores of a record is plain JSON and gives back exactly the same record."""

import json
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from procedures.case import Act, Case, Certificate, Conduct, Document, Evidence, Goods, Officer, Party
from procedures.kinds import decode_act, encode_act, kinds
from procedures.plain import decode_head, decode_record, decode_values, encode_head, encode_record, encode_values
from procedures.problems import DataError
from tests.strategies import cases, plain_act

ROWS = ("parties", "officers", "conducts", "goods", "evidence")


def _stored(plain: Any) -> Any:
    """What comes back from storage: through JSON text, and no float on the way."""

    def refuse(text: str) -> float:
        raise AssertionError(f"a float was stored: {text}")

    return json.loads(json.dumps(plain, allow_nan=False), parse_float=refuse)


@pytest.mark.parametrize("kind", kinds())
def test_an_act_of_every_kind_comes_back_from_storage(kind: str) -> None:
    @given(plain_act(kinds()[kind]))
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def comes_back(act: Act) -> None:
        assert decode_act(_stored(encode_act(act))) == act

    comes_back()


@given(cases())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_record_of_a_case_comes_back_from_storage(case: Case) -> None:
    for rows in ROWS:
        for row in getattr(case, rows):
            assert decode_record(type(row), _stored(encode_record(row))) == row
    for act in case.acts:
        assert decode_act(_stored(encode_act(act))) == act
    bare = replace(case, acts=(), **dict.fromkeys(ROWS, ()))
    assert Case(**decode_head(_stored(encode_head(case)))) == bare


def test_what_is_stored_of_an_act_is_minimal_and_stable() -> None:
    act = Act(
        "act-1",
        "decision_made",
        date(2024, 9, 18),
        at=time(9, 30),
        until=time(10, 0, 5),
        officers=("A", "B"),
        party="p1",
        fields={
            "fines": (MappingProxyType({"offence": "pesticide-56", "amount": 2000000}),),
            "fine": 2000000,
            "kinds": (),
        },
        values={"told_on": date(2024, 9, 1), "weight": Decimal("1.50"), "rows": ("甲", 2, True)},
        document=Document("29", "浏农罚〔2024〕1号", date(2024, 9, 18)),
    )
    stored = (
        '{"id": "act-1", "kind": "decision_made", "on": "2024-09-18", "at": "09:30", "until": "10:00:05", '
        '"party": "p1", "officers": ["A", "B"], "fine": 2000000, "kinds": [], '
        '"fines": [{"offence": "pesticide-56", "amount": 2000000}], '
        '"values": {"told_on": {"$date": "2024-09-01"}, "weight": {"$decimal": "1.50"}, "rows": ["甲", 2, true]}, '
        '"document": {"form": "29", "number": "浏农罚〔2024〕1号", "issued_on": "2024-09-18"}}'
    )
    assert json.dumps(encode_act(act), ensure_ascii=False) == stored
    assert decode_act(json.loads(stored)) == act


def test_absent_and_empty_stay_different() -> None:
    absent = Act("act-1", "interview_held", date(2024, 1, 1), fields={"respondent": ""})
    empty = replace(absent, fields={"respondent": "", "role": ""})
    assert "role" not in encode_act(absent)
    assert decode_act(encode_act(absent)) == absent != decode_act(encode_act(empty)) == empty


def test_records_store_only_what_is_recorded() -> None:
    assert encode_record(Party("p1", "citizen", "王某", False)) == {
        "id": "p1",
        "kind": "citizen",
        "name": "王某",
        "in_business": False,
    }
    assert encode_record(Officer("A", "张某", (Certificate("1", date(2020, 1, 1), date(2026, 12, 31)),))) == {
        "id": "A",
        "name": "张某",
        "certificates": [{"no": "1", "valid_from": "2020-01-01", "valid_until": "2026-12-31"}],
    }
    assert encode_record(Goods("某农药", "12.50", price=1999)) == {"name": "某农药", "quantity": "12.50", "price": 1999}
    assert encode_record(Evidence("e1", "书证", "进货单", pages=0)) == {
        "id": "e1",
        "kind": "书证",
        "name": "进货单",
        "pages": 0,
    }
    facts = {"area_m2": Decimal("1.5"), "goods_value": "unknown", "act_on": date(2024, 1, 2)}
    assert encode_record(Conduct("c1", "p1", date(2024, 1, 1), facts=facts)) == {
        "id": "c1",
        "party": "p1",
        "on": "2024-01-01",
        "facts": {"goods_value": "unknown", "area_m2": "1.5", "act_on": "2024-01-02"},
    }
    assert encode_head(Case()) == {}
    signals = Case(settings={"signals": {"notice": Decimal("0.20")}})
    assert encode_head(signals) == {"settings": {"signals": {"notice": "0.20"}}}


def test_free_values_keep_moments_and_tables() -> None:
    moment = datetime.fromisoformat("2024-09-18T09:30:00")
    values = {"told_at": moment, "at": time(9, 30), "row": MappingProxyType({"day": date(2024, 1, 1)}), "none": ()}
    assert decode_values(_stored(encode_values(values))) == values
    assert decode_values(_stored(encode_values(values))) == values
    act = Act("act-1", "complaint_answered", date(2024, 1, 1), values=values)
    assert decode_act(_stored(encode_act(act))) == act


@pytest.mark.parametrize(
    ("plain", "key"),
    [
        ({"id": "a", "kind": "decision_maid", "on": "2024-01-01"}, "kind"),
        ({"kind": "decision_made", "on": "2024-01-01"}, "decision_made.id"),
        ({"id": "a", "kind": "decision_made"}, "decision_made.on"),
        ({"id": "a", "kind": "decision_made", "on": "2024-13-01"}, "decision_made.on"),
        ({"id": "a", "kind": "decision_made", "on": "2024-01-01", "colour": 1}, "decision_made.colour"),
        ({"id": "a", "kind": "lead_received", "on": "2024-01-01"}, "lead_received.source"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_by_key(plain: dict[str, Any], key: str) -> None:
    with pytest.raises(DataError) as refused:
        decode_act(plain)
    assert refused.value.key == key


def test_a_field_that_its_kind_does_not_have_is_never_stored() -> None:
    with pytest.raises(DataError, match="colour"):
        encode_act(Act("a", "decision_made", date(2024, 1, 1), fields={"colour": "red"}))
