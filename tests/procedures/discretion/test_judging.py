"""Every fine stands between its own bounds: each breach alone, one act once, what isn't told apart together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.case import Conduct, Party
from procedures.discretion import Judged, judged_fines, who_of
from procedures.discretion.breaches import breaches
from procedures.penalties import UNKNOWN
from tests.builders import make_act, make_company, make_party
from tests.procedures.discretion.cases import case_of, conduct, objected, penalty_act, rules, seen

PRODUCE, DRUG = "agriproduct-70-1-2", "vetdrug-63-b"


def judged(
    *conducts: Conduct, party: Party | None = None, values: Mapping[str, Any] | None = None, **fields: Any
) -> tuple[Judged, ...]:
    act = penalty_act(values=values, **fields)
    view, who, _ = seen(case_of(act, conducts=conducts, party=party))
    return judged_fines(view, who, act)


@pytest.mark.parametrize(("fine", "lawful"), [(1999_99, False), (2000_00, True), (20000_00, True), (20000_01, False)])
def test_both_ends_belong_to_the_range(fine: int, lawful: bool) -> None:
    (found,) = judged(conduct(goods_value=84_00), fine=fine)
    assert (not found.why) is lawful
    assert (found.bounds.low, found.bounds.high, found.bounds.certain) == (2000_00, 20000_00, True)


def test_below_the_floor_only_with_a_ground_on_record() -> None:
    assert judged(conduct(goods_value=84_00), fine=500_00)[0].why
    assert not judged(conduct(goods_value=84_00, mitigation="yes"), fine=500_00)[0].why
    assert not judged(conduct(goods_value=84_00), fine=500_00, values={"circumstances": ("reduced",)})[0].why
    assert judged(conduct(goods_value=84_00), fine=500_00, values={"circumstances": ("lighter",)})[0].why


def test_article_on_mitigation_is_that_of_the_day_of_the_decision() -> None:
    old = penalty_act(on=date(2021, 7, 14), fine=500_00)
    done = conduct("vetdrug-56-b", on=date(2021, 6, 1), goods_value=1000_00)
    assert objected(case_of(conducts=(done,)), old)["fine_outside_range"].basis.endswith("行政处罚法(1996) 第二十七条")
    new = penalty_act(on=date(2021, 7, 15), fine=500_00)
    assert objected(case_of(conducts=(done,)), new)["fine_outside_range"].basis.endswith("行政处罚法(2021) 第三十二条")


def test_ground_does_not_lift_the_ceiling() -> None:
    assert judged(conduct(goods_value=84_00, mitigation="yes"), fine=20000_01)[0].why


def test_fine_that_is_not_recorded_is_not_judged() -> None:
    (found,) = judged(conduct(goods_value=84_00))
    assert (found.fine, found.why) == (None, "")


def test_fact_that_is_lacking_leaves_the_bounds_open() -> None:
    assert judged(conduct(), fine=5000_00) == ()
    assert judged(conduct(goods_value=UNKNOWN), fine=5000_00) == ()


def test_each_of_several_breaches_stands_in_its_own_range() -> None:
    rows = ({"offence": "pesticide-56", "amount": 2000_00}, {"offence": "seed-79-2", "amount": 20000_01})
    done = (conduct(goods_value=84_00), conduct("seed-79-2", "c2"))
    found = judged(*done, fine=22000_01, fines=rows)
    assert [(each.fine, bool(each.why)) for each in found] == [(2000_00, False), (20000_01, True)]


def test_breach_that_gets_no_row_among_the_fines_is_not_fined() -> None:
    done = (conduct(goods_value=84_00), conduct("seed-79-2", "c2"))
    found = judged(*done, fine=2000_00, fines=({"offence": "pesticide-56", "amount": 2000_00},))
    assert [(each.fine, bool(each.why)) for each in found] == [(2000_00, False), (0, True)]


def test_fines_not_told_apart_lie_between_the_lowest_floor_and_the_sum_of_the_ceilings() -> None:
    done = (conduct(goods_value=84_00), conduct("seed-79-2", "c2"))
    (found,) = judged(*done, fine=40000_00)
    assert (found.bounds.low, found.bounds.high, found.bounds.certain, found.why) == (2000_00, 40000_00, False, "")
    assert judged(*done, fine=40000_01)[0].why


def test_one_act_is_judged_by_the_provision_with_the_higher_fine() -> None:
    done = (conduct(PRODUCE, goods_value=10000_00), conduct(DRUG, "c2", goods_value=10000_00))
    (found,) = judged(*done, fine=150000_00, values={"same_act": (PRODUCE, DRUG)})
    assert (found.bounds.low, found.bounds.high, found.why) == (150000_00, 300000_00, "")
    assert judged(*done, fine=100000_00, values={"same_act": (PRODUCE, DRUG)})[0].why


def test_two_breaches_under_one_offence_are_told_apart_by_their_rows() -> None:
    done = (conduct(goods_value=84_00), conduct(conduct_id="c2", goods_value=50_00))
    rows = ({"offence": "pesticide-56", "amount": 2000_00}, {"offence": "pesticide-56", "amount": 3000_00})
    assert [each.fine for each in judged(*done, fine=5000_00, fines=rows)] == [2000_00, 3000_00]
    act = penalty_act(fine=5000_00, fines=rows[:1])
    view, who, _ = seen(case_of(act, conducts=done))
    assert [breach.fine for breach in breaches(view, who, act)] == [None, None]


def test_offences_that_an_act_names_are_those_it_punishes() -> None:
    act = penalty_act(fine=2000_00, offences=("seed-79-2",))
    view, who, _ = seen(case_of(act, conducts=(conduct(goods_value=84_00),)))
    (found,) = breaches(view, who, act)
    assert (found.offence_id, found.conduct, found.fine) == ("seed-79-2", None, 2000_00)


def test_range_entered_by_hand_needs_both_ends_source_and_voucher() -> None:
    told = {
        "range_low": Decimal("0.00"),
        "range_high": Decimal("3480.00"),
        "range_source": "第二十六条",
        "range_voucher": "丁某",
    }
    done = conduct("fertilizer-27-1", illegal_gains=1160_00)
    assert judged(done, fine=1160_00, values=told)[0].bounds.high == 3480_00
    for left_out in told:
        assert judged(done, fine=1160_00, values={key: each for key, each in told.items() if key != left_out}) == ()
    assert judged(done, fine=1160_00, values={**told, "range_low": 5000_00}) == ()
    assert judged(done, fine=1160_00, values={**told, "range_source": " "}) == ()


def test_range_entered_by_hand_never_replaces_the_catalogue() -> None:
    told = {"range_low": 0, "range_high": 100_00, "range_source": "某处", "range_voucher": "丁某"}
    assert judged(conduct(goods_value=84_00), fine=2000_00, values=told)[0].bounds.high == 20000_00


@pytest.mark.parametrize(
    ("party", "who"),
    [
        (make_party(), "individual"),
        (make_party(kind="farm_household"), "household"),
        (make_party(kind="sole_trader"), "operator"),
        (make_company(), "unit"),
    ],
)
def test_kind_of_party_says_whose_band_it_is(party: Party, who: str) -> None:
    assert who_of(party) == who


def test_recorded_kind_of_offender_goes_before_the_party() -> None:
    act = penalty_act(fine=1000_00)
    view, who, _ = seen(case_of(act, conducts=(conduct(goods_value=84_00, who="household"),)))
    assert breaches(view, who, act)[0].facts.who == "household"


def test_trader_who_may_be_unit_or_individual_is_judged_by_both_and_never_for_certain() -> None:
    two = [
        each for each in rules().catalogue.offences.values() if {b.who for b in each.bands} == {"unit", "individual"}
    ]
    fixed = next(
        each
        for each in two
        if each.verified and all(band.base == "fixed" and band.requires == "none" for band in each.bands)
    )
    ends = [(band.low or 0, band.high or 0) for band in fixed.bands]
    day = max(fixed.in_force, date(2024, 1, 1))
    done = replace(conduct(fixed.id), on=day)
    (found,) = judged(done, party=make_party(kind="sole_trader"), fine=max(high for _, high in ends) + 1)
    assert (found.bounds.low, found.bounds.high) == (min(low for low, _ in ends), max(high for _, high in ends))
    assert found.why and not found.bounds.certain


def test_correction_that_failed_is_found_in_the_acts() -> None:
    done = (conduct("agriproduct-69-a"),)
    decision = penalty_act(fine=2000_00)
    assert "fine_before_failure" in objected(case_of(conducts=done), decision)
    ordered = make_act("correction_ordered", date(2026, 5, 1), by=date(2026, 5, 11))
    late = make_act("correction_checked", date(2026, 5, 12), corrected=False)
    assert "fine_before_failure" not in objected(case_of(ordered, late, conducts=done), decision)
    mended = make_act("correction_checked", date(2026, 5, 12), corrected=True)
    found = objected(case_of(ordered, mended, conducts=done), decision)
    assert found["fine_before_failure"].severity == "blocking" and found["fine_before_failure"].certain


def test_opinion_notice_and_decision_share_one_objection() -> None:
    acts = [
        penalty_act(kind, date(2026, 6, day), fine=1000_00)
        for kind, day in (("opinion_submitted", 1), ("notice_served", 2))
    ]
    decision = penalty_act(fine=1000_00)
    case = case_of(*acts, decision, conducts=(conduct(goods_value=84_00),))
    assert objected(case, acts[0])["fine_outside_range"].topic == objected(case, decision)["fine_outside_range"].topic


def test_changed_decision_is_judged_by_its_new_fine() -> None:
    decision = penalty_act(fine=2000_00)
    changed = make_act("decision_changed", date(2026, 7, 1), "changed", how="changed", fine=1000_00)
    assert "fine_outside_range" in objected(case_of(decision, conducts=(conduct(goods_value=84_00),)), changed)


def test_unverified_offence_is_only_a_gap_on_paper_until_a_paper_is_issued() -> None:
    done = (conduct("fertilizer-27-1", illegal_gains=1160_00),)
    act = penalty_act(fine=1160_00)
    assert objected(case_of(conducts=done), act)["range_not_checked"].severity == "formal"
    issued = objected(case_of(conducts=done), act, issuing=True)["range_not_checked"]
    assert issued.severity == "blocking" and issued.stops == ("24", "25", "26", "29")


def test_fine_for_an_offence_that_is_no_recorded_breach_is_judged_too() -> None:
    rows = ({"offence": "pesticide-56", "amount": 2000_00}, {"offence": "seed-79-2", "amount": 20000_01})
    found = judged(conduct(goods_value=84_00), fine=22000_01, fines=rows)
    assert [(each.fine, bool(each.why)) for each in found] == [(2000_00, False), (20000_01, True)]


@pytest.mark.parametrize("junk", [5, True, ("x", 7), (), "x"])
def test_values_of_another_shape_tell_nothing(junk: Any) -> None:
    values = dict.fromkeys(("same_act", "circumstances", "discretion_factors", "range_low", "range_source"), junk)
    (found,) = judged(conduct(goods_value=84_00), fine=500_00, values=values)
    assert "低于最低罚款" in found.why


def test_fine_before_failure_is_certain_only_where_the_file_holds_the_opening() -> None:
    done, decision = (conduct("agriproduct-69-a"),), penalty_act(fine=2000_00)
    assert not objected(case_of(conducts=done), decision)["fine_before_failure"].certain
    opened = make_act("case_opened", date(2026, 4, 21), "opened")
    assert objected(case_of(opened, conducts=done), decision)["fine_before_failure"].certain
