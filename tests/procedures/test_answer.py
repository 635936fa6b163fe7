"""The answer of `assess` has the keys, orders and numbers of the text interface."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from procedures.answer import as_json, as_text
from procedures.assess import assess
from procedures.rulebook import load_rulebook
from procedures.script import read_script_file
from tests.builders import make_act, make_case, make_on_the_spot, make_simple_case

BOOK = load_rulebook()
FILING = Path(__file__).parent.parent / "law_cases" / "w1-major-filing.toml"
TOP_KEYS = [
    *("format", "as_of", "ruleset", "parties", "deadlines"),
    *("signals", "findings", "objections", "next", "calendar_gaps"),
]
PARTY_KEYS = [
    *("procedure", "simple_allowed", "simple_reasons", "hearing_right", "hearing_grounds"),
    *("major", "major_grounds", "money"),
]
DEADLINE_KEYS = [
    *("id", "party", "recipient", "trigger", "trigger_on", "first_day", "length", "unit", "plain_due", "due"),
    *("certain", "excluded_days", "state", "met_on", "days_left", "basis", "explanation"),
]


def test_keys_stand_in_the_order_of_the_interface() -> None:
    answer = as_json(assess(read_script_file(FILING), BOOK, date(2024, 10, 9)))
    assert list(answer) == TOP_KEYS
    assert list(answer["parties"]["p1"]) == PARTY_KEYS
    assert list(answer["deadlines"][0]) == DEADLINE_KEYS
    assert answer["ruleset"] == {"id": "liuyang", "versions": {"simple_procedure": "2021-07-15"}}


def test_amounts_are_numbers_with_two_decimals() -> None:
    text = as_text(assess(read_script_file(FILING), BOOK, date(2024, 10, 9)))
    assert '"fine": 20000.00,' in text
    assert json.loads(text, parse_float=Decimal)["parties"]["p1"]["money"]["surcharge"]["per_day"] == Decimal("600.00")


def test_text_is_the_same_answer_as_the_tables() -> None:
    assessment = assess(make_simple_case(), BOOK, date(2026, 10, 13))
    assert json.loads(as_text(assessment), parse_float=Decimal) == as_json(assessment)


def test_signal_of_an_act_carries_it_and_no_deadline() -> None:
    answer = as_json(assess(make_case(make_on_the_spot(officers=("A",))), BOOK, date(2026, 10, 9)))
    red = [signal for signal in answer["signals"] if signal["level"] == "red"]
    assert [(signal["deadline"], signal["act"]) for signal in red] == [(None, "decision")]


def test_acts_after_the_day_are_left_out() -> None:
    late = make_act("fine_handed_in", date(2026, 10, 13), amount=100_00)
    before = as_json(assess(make_simple_case(late), BOOK, date(2026, 10, 12)))
    assert [d["met_on"] for d in before["deadlines"] if d["id"] == "fine_hand_in"] == [None]


def test_case_without_parties_or_acts_has_an_answer() -> None:
    answer = as_json(assess(make_case(parties=()), BOOK, date(2026, 10, 9)))
    assert answer["parties"] == {}
    assert answer["deadlines"] == answer["next"] == []


def test_findings_and_deadlines_are_sorted() -> None:
    broken = make_on_the_spot(officers=("A",), remedies_told=False, fine=300_00)
    answer = as_json(assess(make_case(broken), BOOK, date(2026, 11, 30)))
    places = [(finding["article"], finding["item"]) for finding in answer["findings"]]
    assert places == sorted(places)
    assert (9, 2) in places
    assert [d["due"] for d in answer["deadlines"]] == sorted(d["due"] for d in answer["deadlines"])
