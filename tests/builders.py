"""Cases, parties, officers and acts for tests: valid by default and constructed; say only what a test is about."""

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
