"""The sample cases: what was published stands unchanged, filler is marked, the rules say what is expected of them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from exports.script import write_script
from procedures.answer import as_json
from procedures.assess import assess, default_day
from procedures.case import Act, Case
from procedures.constructed import idle_patterns, is_constructed, published
from procedures.expected import differences
from procedures.rulebook import Rulebook, load_rulebook
from procedures.script import read_script, read_script_file, script_warnings
from procedures.stages import stages
from resources import path
from ui.commands.demo_answers import goods_figures
from ui.commands.expectations import expectations_of

SAMPLES = sorted(path("samples").glob("*.toml"))
TWELVE = [file.stem for file in SAMPLES if file.stem.startswith("c")]
PUBLISHED = tomllib.loads((Path(__file__).parent / "published.toml").read_text("utf-8"), parse_float=Decimal)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def sample(name: str) -> Case:
    return read_script_file(path("samples", f"{name}.toml"))


def objections(case: Case, rulebook: Rulebook, act: str) -> list[tuple[str, str]]:
    """Severity and text of what the rules object to in one act, at the end of the case."""
    day = default_day(case)
    assert day is not None
    found = assess(case, rulebook, day).objections
    return [(objection.severity, objection.text) for objection in found if objection.act == act]


def with_act(case: Case, act_id: str, **changes: Any) -> Case:
    """The case with one act changed: `on`, or fields of its kind."""

    def changed(act: Act) -> Act:
        own = {key: value for key, value in changes.items() if key == "on"}
        told = {key: value for key, value in changes.items() if key != "on"}
        return replace(act, fields=MappingProxyType({**act.fields, **told}), **own)

    return replace(case, acts=tuple(changed(act) if act.id == act_id else act for act in case.acts))


def without_act(case: Case, act_id: str) -> Case:
    return replace(case, acts=tuple(act for act in case.acts if act.id != act_id))


def test_all_twelve_published_cases_are_there() -> None:
    assert [name[:3] for name in TWELVE] == [f"c{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_sample_reads_without_a_warning(file: Path) -> None:
    assert script_warnings(read_script_file(file)) == ()


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_sample_is_written_and_read_back_without_loss(file: Path) -> None:
    case = read_script_file(file)
    again = read_script(write_script(case), "again.toml")
    assert again == case
    assert dict(again.expect) == dict(case.expect)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_path_marked_as_constructed_names_a_value(file: Path) -> None:
    assert idle_patterns(read_script_file(file)) == ()


@pytest.mark.parametrize("name", TWELVE)
def test_published_values_stand_as_they_were_published(name: str) -> None:
    found = {key: _as_written(key, value) for key, value in published(sample(name)).items()}
    assert found == {key: str(value) for key, value in PUBLISHED[name].items()}


def test_a_published_value_is_not_taken_for_filler() -> None:
    case = sample("c01-unlicensed-vet-biologics")
    assert is_constructed(case, "opinion.fine") and is_constructed(case, "goods.3.price")
    assert not is_constructed(case, "decision.fine") and not is_constructed(case, "notice.on")


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_rules_say_what_is_expected_of_a_sample(file: Path, rulebook: Rulebook) -> None:
    case = read_script_file(file)
    day = default_day(case)
    assert case.expect and day is not None
    assert list(differences(case.expect, as_json(assess(case, rulebook, day)))) == []


@pytest.mark.parametrize("name", TWELVE)
def test_the_rules_say_what_is_expected_on_other_days(name: str, rulebook: Rulebook) -> None:
    case = sample(name)
    for view in expectations_of(name).views:
        answer = as_json(assess(case, rulebook, view.on))
        assert list(differences(view.expect, answer)) == [], view.why


@pytest.mark.parametrize("name", TWELVE)
def test_no_step_of_an_archived_case_is_left_open(name: str, rulebook: Rulebook) -> None:
    case = sample(name)
    day = default_day(case)
    assert day is not None
    steps = [step for stage in stages(case, rulebook, day) for step in stage.steps]
    assert {step.id: step.state for step in steps if step.state not in ("done", "not_needed")} == {}


@pytest.mark.parametrize("name", [name for name in TWELVE if expectations_of(name).goods])
def test_goods_come_to_the_figures_expected(name: str) -> None:
    case = sample(name)
    day = default_day(case)
    assert day is not None
    assert list(differences(expectations_of(name).goods, goods_figures(case, day))) == []


# case → what the page and the law give: a deadline's (id, key, day), or a path of the answer and its value
EXPECTED: Mapping[str, tuple[Any, ...]] = {
    "c01": (("seizure_end", "plain_due", date(2026, 1, 24)), ("signals", "red"), ("p1.hearing_right", True)),
    "c02": (("decision", "plain_due", date(2024, 5, 1)), ("goods.sold", 19), ("goods.sampled", 3), ("goods.left", 38)),
    "c03": (
        ("preservation_disposal", "due", date(2025, 3, 28)),
        ("decision", "plain_due", date(2025, 6, 17)),
        ("goods.value_unsold", Decimal("84.00")),
        ("objections", "decision"),
    ),
    "c04": (("p1.hearing_right", True), ("p1.major", False), ("goods.value", Decimal("336.00"))),
    "c05": (("decision", "plain_due", date(2023, 12, 19)), ("p1.hearing_right", True), ("p1.major", True)),
    "c06": (("statement_period", "plain_due", date(2024, 8, 9)), ("p1.hearing_right", False)),
    "c07": (
        ("goods.left", 21),
        ("goods.gains", Decimal("1160.00")),
        ("public_notice_effective", "due", date(2025, 11, 13)),
        ("payment", "due", date(2025, 11, 28)),
    ),
    "c08": (("goods.value", Decimal("4465.00")), ("goods.gains", Decimal("340.00"))),
    "c09": (("decision", "plain_due", date(2025, 5, 18)), ("p1.hearing_right", True), ("p1.major", True)),
    "c10": (("p1.hearing_right", True), ("p1.major", True)),
    "c11": (
        ("decision", "plain_due", date(2024, 8, 6)),
        ("major_filing", "due", date(2024, 10, 28)),
        ("p1.hearing_right", True),
        ("p1.major", True),
    ),
    "c12": (
        ("p1.money.fine", Decimal("16062.90")),
        ("p1.money.payment_due", date(2024, 9, 30)),
        ("court_application", "due", date(2024, 12, 30)),
        ("p1.money.surcharge.amount", Decimal("1800.00")),
    ),
}


@pytest.mark.parametrize("name", TWELVE)
def test_what_the_published_case_must_give_is_expected_of_it(name: str) -> None:
    case, more = sample(name), expectations_of(name)
    told = [dict(case.expect), *(view.expect for view in more.views), {"goods": more.goods}]
    for wanted in EXPECTED[name[:3]]:
        assert any(wanted in _claims(expect) for expect in told), wanted


def test_decision_on_the_last_day_of_the_statement_period_is_objected_to(rulebook: Rulebook) -> None:
    early = with_act(sample("c06-seed-label"), "decision", on=date(2024, 8, 9))
    assert any(
        severity == "blocking" and "2024-08-09" in text for severity, text in objections(early, rulebook, "decision")
    )
    assert not objections(sample("c06-seed-label"), rulebook, "decision")


def test_decision_outside_the_window_of_the_fishing_case_is_objected_to(rulebook: Rulebook) -> None:
    case = sample("c09-closed-season-fishing")
    early, late = (with_act(case, "decision", on=day) for day in (date(2025, 5, 13), date(2025, 5, 20)))
    assert any(severity == "blocking" for severity, _ in objections(early, rulebook, "decision"))
    assert any("2025-05-19" in text for _, text in objections(late, rulebook, "decision"))
    assert not objections(case, rulebook, "decision")


@pytest.mark.parametrize("missing", ["review", "discussion", "hearing"])
def test_decision_without_a_step_before_it_is_objected_to(missing: str, rulebook: Rulebook) -> None:
    case = sample("c11-slaughter-from-procuratorate")
    assert not objections(case, rulebook, "decision")
    assert objections(without_act(case, missing), rulebook, "decision")


def test_filing_that_reached_one_recipient_only_is_overdue_for_the_other(rulebook: Rulebook) -> None:
    case = without_act(sample("c11-slaughter-from-procuratorate"), "filed-city")
    answer = as_json(assess(case, rulebook, date(2024, 10, 29)))
    expected = {
        "deadlines": [
            {"id": "major_filing", "recipient": "city_government", "state": "overdue"},
            {"id": "major_filing", "recipient": "superior_department", "state": "met"},
        ],
        "findings": [{"article": 12, "item": 7, "recipient": "city_government"}],
    }
    assert list(differences(expected, answer)) == []


def test_instalments_that_do_not_add_up_are_objected_to(rulebook: Rulebook) -> None:
    case = sample("c12-unlicensed-vetdrugs-instalments")
    plan = next(act for act in case.acts if act.id == "deferred").get("instalments")
    more = ({**plan[0]}, {**plan[1]}, {**plan[2], "amount": plan[2]["amount"] + 500_00})
    assert objections(with_act(case, "deferred", instalments=more), rulebook, "deferred")
    assert not objections(case, rulebook, "deferred")


def _as_written(key: str, value: Any) -> str:
    """A value as the table of published values writes it: amounts in yuan."""
    last = key.rpartition(".")[2]
    if isinstance(value, int) and not isinstance(value, bool) and last not in ("copies", "pages"):
        return f"{Decimal(value) / 100:.2f}"
    return str(value)


def _claims(expect: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    """What an expectation says: days of deadlines, levels of signals, acts objected to, and every plain path."""
    claims: set[tuple[Any, ...]] = set()
    for row in expect.get("deadlines", ()):
        claims |= {(row["id"], key, value) for key, value in row.items()}
    claims |= {("signals", row["level"]) for row in expect.get("signals", ())}
    claims |= {("objections", row["act"]) for row in expect.get("objections", ())}
    claims |= set(_paths(expect.get("parties", {}), ""))
    return claims | set(_paths({"goods": expect.get("goods", {})}, ""))


def _paths(value: Any, where: str) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _paths(each, f"{where}.{key}" if where else key)
    elif not isinstance(value, list | tuple):
        yield where, value
