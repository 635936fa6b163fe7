"""Cases, parties, officers and acts for tests: valid by default and constructed; say only what a test is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from forms.sources import Sources
from procedures.case import Act, Case, Certificate, Conduct, Officer, Party

DAY = date(2026, 10, 9)
STATEMENT = "无异议"
# Constructed; region, birth date and check digit are right.
IDENTITY_NO = "430181197903129995"
OWN_FIELDS = frozenset(Act.__dataclass_fields__) - {"fields"}


def make_officer(officer_id: str = "A", name: str = "", **changes: Any) -> Officer:
    """An officer with one certificate that is valid from 2004 to 2036."""
    names = {"A": "陈某", "B": "李某"}
    number = 18010000 + ord(officer_id[0])
    certificate = Certificate(str(number), date(2004, 1, 1), date(2036, 12, 31))
    officer = Officer(officer_id, name or names.get(officer_id, f"执法人员{officer_id}"), (certificate,))
    return replace(officer, **changes)


def make_party(party_id: str = "p1", **changes: Any) -> Party:
    """The citizen 王某 in business activity."""
    party = Party(
        id=party_id,
        kind="citizen",
        name="王某",
        in_business=True,
        address="浏阳市某镇某村三组",
        identity_no=IDENTITY_NO,
        phone="13900000000",
    )
    return replace(party, **changes)


def make_company(party_id: str = "p1", **changes: Any) -> Party:
    """A company in business activity."""
    company = Party(id=party_id, kind="legal_person", name="某农资有限公司", in_business=True, representative="赵某")
    return replace(company, **changes)


def make_conduct(conduct_id: str = "c1", **changes: Any) -> Conduct:
    """The conduct of the standing example: animals sold without the tags they must carry (stock-88-b)."""
    return replace(Conduct(conduct_id, "p1", DAY, offence="stock-88-b", discovered_on=DAY), **changes)


def make_act(kind: str, on: date = DAY, act_id: str = "", **given: Any) -> Act:
    """An act by officers A and B; keys that are not an act's own (party, ref, values, …) become its fields."""
    own: dict[str, Any] = {"officers": ("A", "B")}
    own |= {key: value for key, value in given.items() if key in OWN_FIELDS}
    fields = {key: value for key, value in given.items() if key not in OWN_FIELDS}
    return Act(id=act_id or kind, kind=kind, on=on, fields=fields, **own)


def make_case(*acts: Act, **changes: Any) -> Case:
    """A case of the citizen 王某 with officers A and B and these acts."""
    case = Case(
        title="王某销售未加施标识的畜禽案",
        cause="销售应当加施标识而没有标识的畜禽",
        sector="livestock",
        constructed=("case.*",),
        officers=(make_officer("A"), make_officer("B")),
        parties=(make_party(),),
        acts=acts,
    )
    return replace(case, **changes)


def make_inspection(on: date = DAY, act_id: str = "check", **given: Any) -> Act:
    """A complete site inspection."""
    recorded: dict[str, Any] = {
        "place": "某镇活禽畜交易市场",
        "reason": "市场日常检查",
        "matter": "畜禽标识加施情况",
        "content": "核对标识和检疫证明",
        "object": "王某销售的仔猪",
        "certificates_shown": True,
    }
    return make_act("site_inspected", on, act_id, **(recorded | given))


def make_on_the_spot(on: date = DAY, fine: int = 100_00, act_id: str = "decision", **given: Any) -> Act:
    """A lawful on-the-spot decision, fine in fen, to be paid at a bank; the party said 无异议."""
    recorded: dict[str, Any] = {
        "fine": fine,
        "review_first_told": True,
        "remedies_told": True,
        "values": {"party_statement": STATEMENT},
    }
    return make_act("on_the_spot_decision", on, act_id, **(recorded | given))


def make_collected(on: date = DAY, amount: int = 100_00, act_id: str = "collected", **given: Any) -> Act:
    """Money collected on the spot against a fiscal receipt, amount in fen."""
    return make_act("fine_collected", on, act_id, **({"amount": amount, "receipt_no": "0000001"} | given))


def make_simple_case(*more: Act, on: date = DAY, **changes: Any) -> Case:
    """The standing example: inspected, decided, 100 yuan collected on the spot, all on one day; then `more`."""
    decision = make_on_the_spot(on, collected_on_the_spot=True, collection_ground="small_fine")
    case = make_case(make_inspection(on), decision, make_collected(on), *more)
    return replace(case, **({"conducts": (make_conduct(on=on, discovered_on=on),)} | changes))


OFFICE = {
    "office.agency_name": "浏阳市农业农村局",
    "office.region": "浏",
    "office.review_body": "浏阳市人民政府",
    "office.superior_department": "长沙市农业农村局",
    "office.court": "浏阳市人民法院",
    "office.bank_name": "某银行浏阳某支行",
    "office.bank_address": "浏阳市某路2号",
    "office.bank_account": "4300000000000000001",
}


def make_sources(act: Act, case: Case | None = None, **changes: Any) -> Sources:
    """What the paper of an act is filled from: the standing office, the case's first party, the act's document."""
    whole = case or make_case(act)
    sources = Sources(whole, whole.parties[0], act, OFFICE, (), act.document, act.on)
    return replace(sources, **changes)


GOODS_ROWS = ({"name": "某农药", "spec": "200毫升/瓶", "batch": "20240101", "unit": "瓶", "quantity": "20"},)
PENALTY = {"fine": 30000_00, "confiscated_gains": 800_00, "confiscated_goods": 400_00}
GENERAL_ACTS: tuple[tuple[str, str, date, dict[str, Any]], ...] = (
    ("lead", "lead_received", date(2024, 5, 6), {"source": "inspection"}),
    ("inspected", "site_inspected", date(2024, 5, 7), {"place": "某镇某店", "content": "核对标签", "object": "某农药"}),
    ("preserved", "evidence_preserved", date(2024, 5, 7), {"items": GOODS_ROWS, "approved_by": "周某"}),
    ("opened", "case_opened", date(2024, 5, 8), {"approved_by": "周某"}),
    ("asked", "interview_held", date(2024, 5, 9), {"respondent": "赵某", "certificates_shown": True}),
    ("kept", "preservation_decided", date(2024, 5, 14), {"ref": "preserved", "disposal": "查封、扣押"}),
    ("seized", "property_seized", date(2024, 5, 14), {"measure": "seize", "items": GOODS_ROWS, "list_given": True}),
    ("opinion", "opinion_submitted", date(2024, 5, 20), PENALTY),
    ("notice", "notice_served", date(2024, 5, 21), {**PENALTY, "hearing_offered": True}),
    ("request", "hearing_requested", date(2024, 5, 23), {"sent": "handed_in"}),
    ("invited", "hearing_notice_served", date(2024, 5, 24), {"hearing_on": date(2024, 6, 5)}),
    ("hearing", "hearing_held", date(2024, 6, 5), {"presided_by": "丁某"}),
    ("review", "legal_review_given", date(2024, 6, 6), {"reviewer": "戊某", "passed": True}),
    ("discussion", "discussion_held", date(2024, 6, 7), {"presided_by": "周某", "attendees": ("周某", "吴某")}),
    ("decision", "decision_made", date(2024, 6, 11), PENALTY),
    ("served", "decision_served", date(2024, 6, 12), {"method": "direct"}),
    ("released", "seizure_released", date(2024, 6, 12), {"ref": "seized", "reason": "已作出没收决定"}),
    ("published", "decision_published", date(2024, 6, 18), {}),
    ("filed-city", "major_filed", date(2024, 6, 20), {"recipient": "city_government"}),
    ("filed-superior", "major_filed", date(2024, 6, 20), {"recipient": "superior_department"}),
    ("disposed", "goods_disposed", date(2024, 6, 20), {"items": GOODS_ROWS, "method": "销毁"}),
    ("paid", "fine_paid", date(2024, 6, 25), {"amount": 30000_00, "receipt_no": "0000001"}),
    ("paid-gains", "fine_paid", date(2024, 6, 25), {"amount": 800_00, "values": {"towards": "gains"}}),
    ("closed", "case_closed", date(2024, 7, 1), {"ground": "performed", "approved_by": "周某"}),
    ("archived", "case_archived", date(2024, 7, 5), {}),
)
GENERAL_FIELDS: dict[str, dict[str, Any]] = {
    "site_inspected": {"reason": "日常检查", "matter": "农药经营", "certificates_shown": True},
    "property_seized": {"basis": "农药管理条例 第四十一条", "approved_by": "周某"},
    "major_filed": {"report": True, "evidence_copies": True, "decision_copy": True},
}


def make_general_case(*more: Act, without: Sequence[str] = (), changed: Mapping[str, Any] | None = None) -> Case:
    """A lawful case of the general procedure from the lead to the archive: a company, hearing, two recipients.

    `without` leaves acts out by id; `changed` gives an act (by id) other fields, or with `on` another day.
    """
    acts = []
    for act_id, kind, on, fields in GENERAL_ACTS:
        given = {"on": on, **GENERAL_FIELDS.get(kind, {}), **fields, **(changed or {}).get(act_id, {})}
        if act_id not in without:
            acts.append(make_act(kind, act_id=act_id, **given))
    return make_case(
        *acts, *more, title="某公司经营假农药案", cause="经营假农药", parties=(make_company(),), sector="pesticide"
    )
