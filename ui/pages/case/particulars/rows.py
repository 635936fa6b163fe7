"""The rows of a case that are not acts: its head, parties, conducts, as the fields of a page and back. Free of Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Protocol

from models.operations.cases import describe_case, record_conduct, record_party
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Case, Conduct, Party
from procedures.catalogue import offence
from procedures.field_types import description
from procedures.problems import Problem
from ui.pages.intake.asked_facts import FACTS, fact_specs, facts_in
from ui.pages.intake.offence_days import day_problem
from ui.pages.intake.party import Values, number_problems
from ui.pages.intake.sheet import Choice, Spec

HEAD, PARTY, CONDUCT = "case", "party", "conduct"
FACTS_SECTION = "裁量事实"
YES_NO = (Choice("true", "是"), Choice("false", "否"))
GENDERS = (Choice("男", "男"), Choice("女", "女"))


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which row is looked at: the head (no id), a party or a conduct; an unknown id is a new row."""

    what: str
    id: str = ""


class Write(Protocol):
    """An operation that records one row."""

    def __call__(self, session: Session, *, actor: str, now: datetime) -> CaseChange:
        """Record it."""


def fields_of(key: RowKey, case: Case) -> tuple[Spec, ...]:
    """The fields that the page asks for."""
    if key.what == HEAD:
        return _head_fields()
    return _party_fields() if key.what == PARTY else _conduct_fields(case)


def values_of(key: RowKey, case: Case) -> dict[str, Any]:
    """What is recorded of this row; of a new one nothing."""
    if key.what == HEAD:
        return {spec.key: getattr(case, spec.key) for spec in _head_fields()}
    if key.what == PARTY:
        party = next((each for each in case.parties if each.id == key.id), None)
        return (
            {spec.key: getattr(party, spec.key) or None for spec in _party_fields()} | _business(party) if party else {}
        )
    conduct = next((each for each in case.conducts if each.id == key.id), None)
    return _conduct_values(conduct) if conduct else {}


def problems_of(key: RowKey, case: Case, values: Values, today: date) -> tuple[Problem, ...]:
    """What is wanting or can't be; odd check digits are only told."""
    wanting = [
        Problem(f"没有填{spec.label}", remedy="补填这一项", where=spec.key)
        for spec in fields_of(key, case)
        if spec.required and values.get(spec.key) in (None, "", ())
    ]
    if key.what == PARTY:
        return (*wanting, *(replace(each, severity="irregular") for each in number_problems(values)))
    return (*wanting, *_conduct_problems(values, today)) if key.what == CONDUCT else tuple(wanting)


def writing(key: RowKey, case: Case, values: Values, case_id: str, seen: int, reason: str = "") -> Write:
    """The operation that records the row as it is typed; `reason` why a party is changed, where it was asked."""

    def write(session: Session, *, actor: str, now: datetime) -> CaseChange:
        if key.what == HEAD:
            return describe_case(session, case_id, seen, replace(case, **_told(values)), actor=actor, now=now)
        if key.what == PARTY:
            return record_party(session, case_id, seen, _party(key, values), actor=actor, now=now, reason=reason)
        return record_conduct(session, case_id, seen, _conduct(key, case, values), actor=actor, now=now)

    return write


def changed_case(key: RowKey, case: Case, values: Values) -> Case:
    """The case with the row as it is typed, once nothing stands in its way; a new party is not in it yet."""
    if key.what == HEAD:
        return replace(case, **_told(values))
    if key.what == PARTY:
        return replace(case, parties=tuple(_party(key, values) if each.id == key.id else each for each in case.parties))
    conduct = _conduct(key, case, values)
    known = key.id in {each.id for each in case.conducts}
    conducts = tuple(conduct if each.id == key.id else each for each in case.conducts)
    return replace(case, conducts=conducts if known else (*conducts, conduct))


def new_id(what: str, case: Case) -> str:
    """The id of the next party or conduct of a case."""
    letter = "p" if what == PARTY else "c"
    taken = taken_ids(case)
    return next(f"{letter}{number}" for number in range(1, len(taken) + 2) if f"{letter}{number}" not in taken)


def taken_ids(case: Case) -> frozenset[str]:
    """The ids of the parties and conducts of a case."""
    return frozenset({*(party.id for party in case.parties), *(conduct.id for conduct in case.conducts)})


def _head_fields() -> tuple[Spec, ...]:
    return (
        Spec("title", "案件名称", required=True, limit=200),
        Spec("cause", "案由", width=8, required=True, limit=200, help="决定以前带“涉嫌”，决定书里自动去掉"),
        Spec("number", "案号", width=4, limit=200, help="立案审批表签发时自动编号；已有纸质案号的填在这里"),
        Spec(
            "complex", "情节复杂", "boolean", 4, choices=YES_NO, help="是的，须经集体讨论（行政处罚法第五十七条第二款）"
        ),
        Spec(
            "public_interest",
            "涉及重大公共利益",
            "boolean",
            4,
            choices=YES_NO,
            help="是的，须经法制审核（行政处罚法第五十八条）",
        ),
    )


def _party_fields() -> tuple[Spec, ...]:
    kinds = tuple(Choice(value, label) for value, label in description().choices["party_kind"].items())
    return (
        Spec("kind", "当事人类别", "choice", 4, required=True, choices=kinds),
        Spec("name", "姓名或者名称", width=8, required=True, limit=200),
        Spec("in_business", "经营活动中的违法行为", "boolean", 4, required=True, choices=YES_NO),
        Spec("address", "住址或者住所", width=8, limit=200),
        Spec("identity_no", "公民身份号码", width=4, limit=18, help="单位填法定代表人、负责人或者经营者的"),
        Spec("phone", "联系电话", width=4, limit=30),
        Spec("gender", "性别", "choice", 2, choices=GENDERS),
        Spec("ethnicity", "民族", width=2, limit=20),
        Spec("born_on", "出生日期", "date", 4),
        Spec("credit_code", "统一社会信用代码", width=5, limit=18, section="单位、个体工商户"),
        Spec("representative", "法定代表人、负责人、经营者", width=3, limit=100, section="单位、个体工商户"),
        Spec("licence_name", "许可证件名称", width=4, limit=100, section="单位、个体工商户"),
        Spec("licence_no", "许可证件号码", width=4, limit=100, section="单位、个体工商户"),
    )


def _conduct_fields(case: Case) -> tuple[Spec, ...]:
    parties = tuple(Choice(party.id, party.name) for party in case.parties)
    return (
        Spec("party", "当事人", "choice", 6, required=True, choices=parties),
        Spec("on", "行为日期", "date", 3, required=True),
        Spec("until", "行为终了日期", "date", 3, help="连续或者继续的行为"),
        Spec("discovered_on", "发现日期", "date", 3, help="不填的，按收到线索之日"),
        Spec("harm_to_life", "涉及公民生命健康安全且有危害后果", "boolean", 9, choices=YES_NO),
        *fact_specs(FACTS_SECTION),
    )


def _business(party: Party) -> dict[str, Any]:
    return {"in_business": party.in_business}


def _conduct_values(conduct: Conduct) -> dict[str, Any]:
    own = ("party", "on", "until", "discovered_on", "harm_to_life")
    return {key: getattr(conduct, key) for key in own} | {"offence": conduct.offence or None} | facts_in(conduct.facts)


def _told(values: Values) -> dict[str, Any]:
    return {
        "title": values.get("title") or "",
        "cause": values.get("cause") or "",
        "number": values.get("number") or "",
        "complex": bool(values.get("complex")),
        "public_interest": bool(values.get("public_interest")),
    }


def _party(key: RowKey, values: Values) -> Party:
    texts = {
        spec.key: values.get(spec.key) or ""
        for spec in _party_fields()
        if spec.key not in ("kind", "in_business", "born_on")
    }
    return Party(
        id=key.id,
        kind=values["kind"],
        in_business=bool(values.get("in_business")),
        born_on=values.get("born_on"),
        **texts,
    )


def _conduct(key: RowKey, case: Case, values: Values) -> Conduct:
    before = next((each for each in case.conducts if each.id == key.id), None)
    facts: dict[str, Any] = {
        name: value for name, value in (before.facts if before else {}).items() if name not in FACTS
    }
    facts |= facts_in(values)
    return Conduct(
        id=key.id,
        party=values["party"],
        on=values["on"],
        offence=values.get("offence") or "",
        until=values.get("until"),
        discovered_on=values.get("discovered_on"),
        harm_to_life=bool(values.get("harm_to_life")),
        facts=MappingProxyType(facts),
    )


def _conduct_problems(values: Mapping[str, Any], today: date) -> Iterator[Problem]:
    on, until, found = values.get("on"), values.get("until"), values.get("discovered_on")
    if on is not None and on > today:
        yield Problem("行为日期在今天以后", remedy="核对日期", where="on")
    if on is not None and until is not None and until < on:
        yield Problem("行为终了日期早于行为日期", remedy="核对两个日期", where="until")
    if on is not None and found is not None and found < on:
        yield Problem("发现日期早于行为日期", remedy="核对两个日期", where="discovered_on")
    problem = day_problem(offence(values.get("offence") or ""), until or on)
    if problem is not None:
        yield problem
