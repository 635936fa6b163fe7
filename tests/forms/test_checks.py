"""Every drafting check by itself: it tells a mistake beside its field, and it is silent where there is none."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

import pytest

from forms.checks import CHECKS
from forms.checks_filing import FILING_CHECKS
from forms.checks_hearing import HEARING_CHECKS
from forms.checks_review import REVIEW_CHECKS
from forms.sources import Sources
from procedures.case import Act, Case, Document
from tests.builders import DAY, make_act, make_case, make_conduct, make_sources

NOTHING: Mapping[str, Any] = MappingProxyType({})
OFFICERS = ({"name": "陈某", "certificate_no": "18010001"}, {"name": "李某", "certificate_no": "18010002"})
NINE, TEN = datetime.combine(DAY, time(9)), datetime.combine(DAY, time(10))
LATER = date(2026, 10, 20)
GOODS = ({"name": "饲料", "quantity": "6"},)
CONDITIONS = ("suspected", "punishable", "jurisdiction", "in_time")
SIX = {
    "party_name": "王某",
    "party_address": "某村",
    "found_facts": "事实",
    "case_evidence_list": ({"text": "证据"},),
    "penalties": ({"text": "罚款"},),
    "penalty_basis": ("《畜牧法》第八十八条",),
    "decision_made_remedies": "救济",
    "office_agency_name": "某局",
    "decision_made_on": DAY,
}

# check: (field that is told of, values with the mistake, values without it)
BY_VALUES: Mapping[str, tuple[str, Mapping[str, Any], Mapping[str, Any]]] = {
    "two_officers": ("act_officers", {"act_officers": OFFICERS[:1]}, {"act_officers": OFFICERS}),
    "ends_after_it_began": ("act_ended", {"act_began": TEN, "act_ended": NINE}, {"act_began": NINE, "act_ended": TEN}),
    "asks_and_answers": (
        "dialogue",
        {"dialogue": ({"question": "问", "answer": ""},)},
        {"dialogue": ({"question": "问", "answer": "答"},)},
    ),
    "figures_equal_capitals": (
        "order",
        {"order": "贰佰元整（¥100.00元）"},
        {"order": "壹佰元整（¥100.00元）"},
    ),
    "fine_or_warning": (
        "on_the_spot_decision_penalties",
        NOTHING,
        {"on_the_spot_decision_penalties": ("fine",)},
    ),
    "left_needs_witness": ("witness", {"act_method": "left"}, {"act_method": "left", "witness": "村委会"}),
    "service_method_on_record": ("mail_no", {"act_method": "post"}, {"act_method": "post", "mail_no": "EMS1"}),
    "six_items_of_article_59": ("party_address", {**SIX, "party_address": ""}, SIX),
    "opening_conditions_met": (
        "opening_conditions",
        {"act_opening_result": "opened", "opening_conditions": CONDITIONS[:3]},
        {"act_opening_result": "opened", "opening_conditions": CONDITIONS},
    ),
    "correction_after_issue": (
        "correction_ordered_by",
        {"mode": "by_day", "correction_ordered_by": DAY, "act_on": DAY},
        {"mode": "by_day", "correction_ordered_by": LATER, "act_on": DAY},
    ),
    "inspection_contents": (
        "site_inspected_matter",
        {f"site_inspected_{key}": "写明" for key in ("reason", "content", "object")},
        {f"site_inspected_{key}": "写明" for key in ("reason", "matter", "content", "object")},
    ),
    "certificates_were_shown": (
        "site_inspected_certificates_shown",
        {"site_inspected_certificates_shown": False},
        {"site_inspected_certificates_shown": True},
    ),
    "only_what_was_seen": ("findings", {"findings": "货架上有违法产品"}, {"findings": "货架上有饲料6袋"}),
    "absence_witnessed": (
        "witness",
        {"party_present": "absent"},
        {"party_present": "absent", "video": "全程录像"},
    ),
    "goods_listed": ("act_listed_goods", {"act_listed_goods": ()}, {"act_listed_goods": GOODS}),
    "preserved_goods_decided": (
        "item_disposals",
        {"item_disposals": ({"name": "饲料", "disposal": ""},)},
        {"item_disposals": ({"name": "饲料", "disposal": "released"},)},
    ),
    "decided_in_time": (
        "act_on",
        {"evidence_preserved_until": date(2026, 10, 8)},
        {"evidence_preserved_until": DAY},
    ),
    "measure_term": (
        "to_on",
        {"to_on": LATER, "property_seized_until": DAY},
        {"to_on": LATER, "property_seized_until": LATER},
    ),
    "measure_basis": (
        "property_seized_basis",
        {"property_seized_basis": "《肥料登记管理办法》第二十六条"},
        {"property_seized_basis": "《农药管理条例》第四十一条第五项"},
    ),
    "certificates_shown_at_measure": (
        "certificates_shown",
        {"certificates_shown": False},
        {"certificates_shown": True},
    ),
    "party_called": (
        "witness",
        {"party_present": "absent"},
        {"party_present": "absent", "witness": "村委会"},
    ),
    "articles_complete": (
        "penalty_basis",
        {"penalty_basis": ("畜牧法88条",)},
        {"penalty_basis": ("《中华人民共和国畜牧法》第八十八条第一款",)},
    ),
    "opinion_has_evidence": (
        "case_evidence_list",
        {"case_evidence_list": ()},
        {"case_evidence_list": ({"text": "证据"},)},
    ),
    "instalments_add_up": (
        "deferral_approved_instalments",
        {"deferral_approved_instalments": ({"amount": 60_00},), "decision_made_fine": 100_00},
        {"deferral_approved_instalments": ({"amount": 60_00}, {"amount": 40_00}), "decision_made_fine": 100_00},
    ),
    "instalments_in_order": (
        "deferral_approved_instalments",
        {"deferral_approved_instalments": ({"due_on": LATER}, {"due_on": DAY})},
        {"deferral_approved_instalments": ({"due_on": DAY}, {"due_on": LATER})},
    ),
    "deferral_approved_by_head": (
        "deferral_approved_approved_by",
        NOTHING,
        {"deferral_approved_approved_by": "周某"},
    ),
    "receipts_equal_decision": (
        "case_closed_payments_total",
        {
            "case_closed_ground": "performed",
            "case_closed_payments_total": 90_00,
            "case_closed_decided_total": 100_00,
        },
        {
            "case_closed_ground": "performed",
            "case_closed_payments_total": 100_00,
            "case_closed_decided_total": 100_00,
        },
    ),
}


def case_of(*acts: Act, gains: int = 100_00, **changes: Any) -> Case:
    """A case whose breach made so much gains."""
    conducts = (make_conduct(facts={"illegal_gains": gains, "goods_value": gains}),)
    return make_case(*acts, **({"conducts": conducts} | changes))


def of(act: Act, *before: Act, **changes: Any) -> Sources:
    return make_sources(act, case_of(*before, act, **changes))


CHEAP, DEAR = {"fine": 100_00}, {"fine": 60_000_00}
DECISION = make_act("decision_made", **CHEAP)
ISSUED = make_act("decision_made", document=Document("29", "罚1号", LATER))
TAKEN = make_act("decision_made", confiscated_goods=100_00)
CLOSED = make_act("case_closed", LATER)
ORDERED = make_act("correction_ordered", by=LATER)
PACK = {"name": "饲料", "unit": "袋", "quantity": "6"}
SEIZED = make_act("property_seized", measure="seize", items=(PACK,))
LEAD = make_act("lead_received", date(2026, 9, 1), source="inspection")
PARTS: dict[str, Any] = {"report": True, "evidence_copies": True, "decision_copy": True}
FILED = [
    make_act("major_filed", DAY, who, recipient=who, **PARTS) for who in ("city_government", "superior_department")
]

# check: (field that is told of, sources with the mistake, sources without it); what the form shows is not read
BY_ACTS: Mapping[str, tuple[str, Sources, Sources]] = {
    "served_after_issue": (
        "act_on",
        of(make_act("decision_served", DAY, ref=ISSUED.id), ISSUED),
        of(make_act("decision_served", LATER, ref=ISSUED.id), ISSUED),
    ),
    "opened_in_time": (
        "act_on",
        of(make_act("case_opened"), LEAD),
        of(make_act("case_opened", date(2026, 9, 3)), LEAD),
    ),
    "opened_on_approval": (
        "act_on",
        of(make_act("case_opened", approved_on=LATER)),
        of(make_act("case_opened", approved_on=DAY)),
    ),
    "approved_before_measure": (
        "act_approver",
        of(make_act("evidence_preserved")),
        of(make_act("evidence_preserved", approved_by="周某")),
    ),
    "goods_add_up": (
        "act_listed_goods",
        of(make_act("seizure_released", LATER, ref=SEIZED.id, items=({**PACK, "quantity": "7"},)), SEIZED),
        of(make_act("seizure_released", LATER, ref=SEIZED.id, items=(PACK,)), SEIZED),
    ),
    "release_in_time": (
        "act_on",
        of(make_act("seizure_released", date(2026, 12, 1), ref=SEIZED.id), SEIZED),
        of(make_act("seizure_released", LATER, ref=SEIZED.id), SEIZED),
    ),
    "penalties_as_noticed": (
        "penalties",
        of(make_act("decision_made", LATER, **DEAR), make_act("notice_served", **CHEAP)),
        of(make_act("decision_made", LATER, **CHEAP), make_act("notice_served", **CHEAP)),
    ),
    "notice_as_opinion": (
        "penalties",
        of(make_act("notice_served", LATER, **DEAR), make_act("opinion_submitted", **CHEAP)),
        of(make_act("notice_served", LATER, **CHEAP), make_act("opinion_submitted", **CHEAP)),
    ),
    "gains_as_found": (
        "penalties",
        of(make_act("decision_made", confiscated_gains=90_00)),
        of(make_act("decision_made", confiscated_gains=100_00)),
    ),
    "no_hearing_right": (
        "statement_right",
        of(make_act("notice_served", **DEAR)),
        of(make_act("notice_served", **CHEAP)),
    ),
    "hearing_paper_needed": (
        "hearing_right",
        of(make_act("notice_served", **CHEAP)),
        of(make_act("notice_served", **DEAR)),
    ),
    "reviews_on_record": (
        "legal_review",
        of(make_act("decision_made", LATER, **CHEAP), make_act("legal_review_given", passed=False)),
        of(make_act("decision_made", LATER, **CHEAP), make_act("legal_review_given", passed=True)),
    ),
    "goods_disposed_of": (
        "goods",
        of(CLOSED, TAKEN),
        of(CLOSED, TAKEN, make_act("goods_disposed", items=(PACK,))),
    ),
    "published_before_closing": (
        "publication",
        of(CLOSED, DECISION),
        of(CLOSED, DECISION, make_act("decision_published")),
    ),
    "corrections_checked": (
        "corrections",
        of(CLOSED, ORDERED),
        of(CLOSED, ORDERED, make_act("correction_checked", LATER, corrected=True)),
    ),
    "filed_before_closing": (
        "filing",
        of(CLOSED, make_act("decision_made", **DEAR)),
        of(CLOSED, make_act("decision_made", **DEAR), *FILED),
    ),
}


def told(name: str, values: Mapping[str, Any], sources: Sources) -> list[str]:
    return [problem.where for problem in CHECKS[name].run(values, sources)]


@pytest.mark.parametrize("name", BY_VALUES)
def test_mistake_in_the_values_is_told_beside_its_field(name: str) -> None:
    where, wrong, right = BY_VALUES[name]
    sources = make_sources(make_act("decision_made"))
    assert told(name, wrong, sources) == [where]
    assert told(name, right, sources) == []


@pytest.mark.parametrize("name", BY_ACTS)
def test_mistake_in_the_acts_is_told_beside_its_field(name: str) -> None:
    where, wrong, right = BY_ACTS[name]
    assert where in told(name, NOTHING, wrong)
    assert where not in told(name, NOTHING, right)


def test_base_and_times_come_out_at_the_fine() -> None:
    sources = of(make_act("decision_made", fine=210_00))
    assert told("times_and_base_agree", {"fine_base": 100_00, "fine_times": "2"}, sources) == ["fine_times"]
    assert told("times_and_base_agree", {"fine_base": 100_00, "fine_times": "2.1"}, sources) == []


def test_every_check_is_shown_with_and_without_its_mistake() -> None:
    assert {*BY_VALUES, *BY_ACTS, "times_and_base_agree"} == set(CHECKS) - {
        *FILING_CHECKS,
        *HEARING_CHECKS,
        *REVIEW_CHECKS,
    }
