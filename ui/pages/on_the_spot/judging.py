"""What law and forms say of a page that is still being filled in: one pure function, asked after every change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from forms.facts import fact
from forms.prepare import Prepared, prepare
from forms.schema import FormSet
from forms.sources import LackingError, Sources
from models.office import RegisteredOfficer
from models.operations.on_the_spot import FORM, OnTheSpotDraft
from procedures.case import Act, Case, Document
from procedures.catalogue import Offence, offence
from procedures.objections import Objection, objections_to
from procedures.problems import Problem
from procedures.rulebook import Rulebook
from procedures.thresholds import PartyVerdict, verdict_on
from procedures.view import CaseView
from ui.pages.intake.party import Values, number_problems
from ui.pages.on_the_spot import draft as made
from ui.pages.on_the_spot.draft import Moment

SETTINGS = "office"
PLACES: Mapping[str, str] = {
    "party_kind": "kind",
    "party_name": "name",
    "party_gender_age": "gender",
    "party_identity_no": "identity_no",
    "party_credit_code": "credit_code",
    "party_representative": "representative",
    "party_address": "address",
    "place": "place",
    "offence_facts": "facts",
    "penalty_basis": "offence",
    "discretion": "discretion",
    "party_statement": "answer",
    "on_the_spot_decision_penalties": "penalties",
    "on_the_spot_decision_fine": "fine",
    "on_the_spot_decision_payment": "payment",
    "on_the_spot_decision_remedies": SETTINGS,
    "correction": "correction",
    "act_officers": "officers",
    "act_officers_certificates": "officers",
}
RULES: Mapping[str, str] = {
    "two_officers": "officers",
    "certificate": "officers",
    "two_officers_inspection": "officers",
    "certificate_inspection": "officers",
    "certificates_not_shown": "certificates_shown",
    "inspection_incomplete": "reason",
    "simple_fine_over_limit": "fine",
    "simple_kind_not_allowed": "penalties",
    "simple_without_penalty": "penalties",
    "statement_not_recorded": "answer",
    "fine_above_told": "fine",
    "fine_outside_range": "fine",
    "fine_before_failure": "fine",
    "another_body_punishes": "offence",
    "collected_without_ground": "ground",
    "collection_ground_not_recorded": "ground",
    "small_fine_exceeded": "ground",
    "party_did_not_request": "party_request",
    "request_not_recorded": "party_request",
    "limitation_passed": "conduct_on",
}
BEYOND_SIMPLE = frozenset({"simple_fine_over_limit", "simple_kind_not_allowed"})
COLLECTION = frozenset({"collected_without_ground", "small_fine_exceeded"})
UNTOLD = frozenset({"no_receipt_on_decision", "simple_without_penalty"})
REQUIRED = (
    ("kind", "没有选当事人类别"),
    ("name", "没有填姓名或者名称"),
    ("in_business", "没有选是否经营活动中的违法行为"),
    ("certificates_shown", "没有记明是否出示执法证件"),
    ("offence", "没有选案由"),
)
EARLY = (
    ("address", "没有填住所（住址）"),
    ("place", "没有填处罚地点"),
    ("penalties", "没有选处罚种类"),
    ("answer", "没有记录当事人的答复"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """What judging needs of the office, read once: rules, forms, settings, the register of officers."""

    rulebook: Rulebook
    forms: FormSet
    settings: Mapping[str, Any]
    officers: Mapping[str, RegisteredOfficer]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the page as it stands. `problems` name page fields by `where`, blocking ones first.

    `rules` are the gates that are broken; `verdict` is None before kind of party and offence are chosen.
    """

    draft: OnTheSpotDraft | None
    case: Case | None
    prepared: Prepared | None
    verdict: PartyVerdict | None
    problems: tuple[Problem, ...]
    rules: frozenset[str] = frozenset()

    @property
    def must_mend(self) -> tuple[Problem, ...]:
        """What stops the paper."""
        return tuple(problem for problem in self.problems if problem.severity == "blocking")

    @property
    def to_look_at(self) -> tuple[Problem, ...]:
        """What does not stop it."""
        return tuple(problem for problem in self.problems if problem.severity != "blocking")

    @property
    def beyond_simple(self) -> bool:
        """Whether what is proposed can only be decided in the general procedure."""
        return bool(self.rules & BEYOND_SIMPLE)


def judge(values: Values, moment: Moment, office: Office) -> Judgement:
    """Everything that law, form and page say of these values."""
    told, review_first = told_words(values, moment, office), _review_first(office.rulebook, moment.on)
    draft = made.draft_of(values, moment, review_first, told)
    own = [*_required(values), *number_problems(values), *_page_rules(values, office.rulebook, moment.on)]
    if draft is None:
        officers = _officer_problems(values, moment, office)
        return Judgement(None, None, None, None, _sorted([*own, *_lacking(EARLY, values), *officers]))
    known = [office.officers[each].officer for each in draft.decision.officers if each in office.officers]
    case = made.case_of(draft, known)
    planned = replace(draft.decision, id="planned")
    prepared = prepare(office.forms.form(FORM, moment.on), _sources(case, planned, office, moment.on), draft.own_values)
    found = list(_objections(case, planned, draft.inspection, office.rulebook, moment.on))
    problems = [*own, *(_placed(objection) for objection in found), *map(_from_form, prepared.problems)]
    view = CaseView(replace(case, acts=(*case.acts, planned)), office.rulebook)
    verdict = verdict_on(view, draft.party, planned)
    return Judgement(draft, case, prepared, verdict, _sorted(problems), frozenset(each.rule for each in found))


def facts_sentence(values: Values, moment: Moment, office: Office) -> str:
    """The facts in the offence's own words; empty while something they ask for is not typed."""
    draft = made.draft_of(values, moment, False, "")
    if draft is None or not draft.decision.values.get("place"):
        return ""
    return str(
        fact("conduct.facts_sentence", _sources(made.case_of(draft, ()), draft.decision, office, moment.on)) or ""
    )


def told_words(values: Values, moment: Moment, office: Office) -> str:
    """The words for rights told and no objection raised; empty where none are in force on the day."""
    decision = made.decision_of(values, moment, False, "")
    try:
        return str(fact("on_the_spot_decision.statement_told", _sources(Case(), decision, office, moment.on)))
    except LackingError:
        return ""


def penalty_basis(judgement: Judgement) -> str:
    """The provisions as they will stand on the paper."""
    return str((judgement.prepared.values.get("penalty_basis") if judgement.prepared else "") or "")


def small_fine_limit(rulebook: Rulebook, day: date) -> int:
    """Up to which fine in fen money may be taken on the spot without another ground."""
    return int(rulebook.value("on_the_spot_collection", day).value)


def _sources(case: Case, act: Act, office: Office, today: date) -> Sources:
    return Sources(
        case=case,
        party=case.parties[0] if case.parties else None,
        act=act,
        office=office.settings,
        officers=[one.officer for one in office.officers.values()],
        document=Document(FORM, "", act.on),
        today=today,
    )


def _review_first(rulebook: Rulebook, day: date) -> bool:
    return bool(rulebook.value("review_first", day).value)


def _objections(case: Case, planned: Act, inspection: Act, rulebook: Rulebook, today: date) -> Iterator[Objection]:
    ask = partial(objections_to, rulebook=rulebook, today=today)
    yield from (each for each in ask(case, planned, issuing=True) if each.rule not in UNTOLD)
    with_both = replace(case, acts=(*case.acts, planned))
    twins = {"two_officers_inspection", "certificate_inspection"}
    yield from (each for each in ask(with_both, inspection) if each.rule not in twins)


def _placed(objection: Objection) -> Problem:
    problem = objection.problem()
    stops = FORM in objection.stops and problem.severity == "blocking"
    severity = problem.severity if stops or problem.severity != "blocking" else "irregular"
    return replace(problem, where=RULES.get(objection.rule, ""), severity=severity)


def _from_form(problem: Problem) -> Problem:
    place = SETTINGS if problem.where.startswith("office_") else PLACES.get(problem.where, "")
    return replace(problem, where=place)


def _officer_problems(values: Values, moment: Moment, office: Office) -> Iterator[Problem]:
    """What the gates say of the officers alone, before there is anything else to judge."""
    decision = replace(made.decision_of(values, moment, True, ""), id="planned")
    known = tuple(office.officers[each].officer for each in decision.officers if each in office.officers)
    for objection in objections_to(Case(officers=known), decision, office.rulebook, moment.on, issuing=True):
        if RULES.get(objection.rule) == "officers":
            yield _placed(objection)


def _required(values: Values) -> Iterator[Problem]:
    yield from _lacking(REQUIRED, values)
    if "fine" in (values.get("penalties") or ()) and not values.get("fine"):
        yield Problem("没有填罚款数额", remedy="以元计，最多两位小数；不罚款的，不选罚款", where="fine")
    for key, words in (("gains", "没收违法所得"), ("goods", "没收非法财物")):
        if key in (values.get("penalties") or ()) and not values.get(key):
            yield Problem(f"没有填{words}的数额", remedy="填写数额；不没收的，去掉这一项", where=key)
    if values.get("fine") and not values.get("payment"):
        yield Problem("没有选缴款方式", remedy="当场收缴要有法定情形，其余到银行缴纳", where="payment")
    if values.get("answer") == made.OBJECTION and not values.get("statement"):
        yield Problem("没有记当事人怎么说", remedy="记下陈述、申辩的内容", where="statement")


def _lacking(required: Sequence[tuple[str, str]], values: Values) -> Iterator[Problem]:
    for key, words in required:
        if values.get(key) in (None, "", ()):
            yield Problem(words, remedy="补填这一项", where=key)


def _page_rules(values: Values, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    entry = offence(values.get("offence") or "")
    chosen = values.get("penalties") or ()
    if entry is not None:
        yield from _beyond_the_offence(entry, values)
    collecting = bool(values.get("fine")) and values.get("payment") == made.ON_THE_SPOT
    if collecting and values.get("ground") == made.HARD and not values.get("ground_reason"):
        basis = rulebook.gates["collected_without_ground"].source_on(day).basis
        yield Problem("没有记明为什么事后难以执行", basis, "写一句理由，或者改为到银行缴纳", "ground_reason")
    if chosen and not values.get("discretion"):
        yield Problem(
            "没有写裁量理由", remedy="写一句从轻、减轻或者按一般情节处罚的理由", where="discretion", severity="formal"
        )


def _beyond_the_offence(entry: Offence, values: Values) -> Iterator[Problem]:
    if "warning" in (values.get("penalties") or ()) and not entry.warning:
        yield Problem("这一案由的处罚里没有警告", entry.penalty.short, "核对处罚条款", "penalties", "irregular")


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Blocking ones first, each place and text once."""
    seen: dict[tuple[str, str], Problem] = {}
    gravest = sorted(problems, key=lambda problem: problem.severity != "blocking")
    for problem in gravest:
        place = (problem.where, problem.text if not problem.where else "")
        seen.setdefault(place, problem)
    return tuple(seen.values())
