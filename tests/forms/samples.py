"""Papers for tests, from the emptiest to the longest; every value constructed."""

from datetime import date, time
from typing import Any

from forms.blocks import Paper
from forms.compose import compose
from forms.prepare import Prepared, prepare
from forms.schema import Form, FormSet, load_forms
from forms.sources import Sources
from procedures.case import Act, Case, Document, Evidence, Party
from resources import path
from tests.builders import DAY, make_act, make_case, make_conduct, make_on_the_spot, make_party, make_sources

FORMS: FormSet = load_forms(path("forms"))
FACTS = (
    "2026年10月9日，当事人在某镇活禽畜交易市场销售仔猪5头，其中2头应当加施畜禽标识而没有标识。"
    "以上事实有现场检查情况、照片和当事人陈述为证。"
)
SIMPLE_VALUES = {
    "place": "某镇活禽畜交易市场",
    "offence_facts": FACTS,
    "party_statement": "已当场告知拟作出处罚的内容、事实、理由、依据和陈述、申辩的权利，当事人表示无异议。",
    "discretion": "首次查获，数量少，当场补加标识，从轻处罚。",
}
LONG_SENTENCE = "当事人在其经营场所内陈列、存放待售的兽药（“某牌恩诺沙星注射液”等），当场不能出示兽药经营许可证；"
LONG_FACTS = (LONG_SENTENCE * 80)[:3000]


def make_unit(**changes: Any) -> Party:
    """A company with all that a paper asks for."""
    given = {
        "kind": "legal_person",
        "name": "浏阳市某农资有限公司",
        "address": "浏阳市某镇某路12号",
        "credit_code": "91430181MA0000001X",
        "representative": "赵某",
        "licence_name": "营业执照",
    }
    return make_party(**(given | changes))


def simple_sources(on: date = DAY, party: Party | None = None, **given: Any) -> Sources:
    """An on-the-spot decision with its number; `given` changes the act."""
    recorded: dict[str, Any] = {
        "at": time(8, 56),
        "values": SIMPLE_VALUES,
        "collected_on_the_spot": True,
        "document": Document("7", "浏农（畜牧）当罚〔2026〕1号", on),
    }
    act = make_on_the_spot(on, **(recorded | given))
    case = make_case(act, parties=(party or make_party(),), conducts=(make_conduct(on=on),))
    return make_sources(act, case)


def general_case() -> Case:
    """A case of the general procedure with notice, interview, decision and service; amounts of a published decision."""
    party = make_unit(kind="sole_trader", name="浏阳市某饲料经营部", gender="男", born_on=date(1979, 3, 12))
    decision = make_act(
        "decision_made",
        date(2026, 7, 15),
        fine=1606290,
        confiscated_gains=171240,
        values={
            "found_facts": "执法人员发现当事人陈列待售的兽药49种678盒。\n货值金额7649.00元，违法所得1712.40元。",
            "opinion": "当事人未取得兽药经营许可证经营兽药的行为，违反了《兽药管理条例》第二十二条第一款、第二款。",
            "discretion": "当事人被告诫后仍未办证，但能够配合调查，按货值金额的2.1倍处以罚款，过罚相当。",
            "penalty_basis": ["《兽药管理条例》第五十六条第一款"],
            "order": "责令当事人停止经营兽药",
        },
        document=Document("29", "浏农（兽药）罚〔2026〕12号", date(2026, 7, 15)),
    )
    notice = make_act(
        "notice_served",
        date(2026, 6, 20),
        hearing_offered=True,
        document=Document("26", "浏农（兽药）罚告〔2026〕12号"),
    )
    served = make_act(
        "decision_served",
        date(2026, 7, 16),
        method="direct",
        ref=decision.id,
        values={"place": "浏阳市某镇某村农贸市场"},
    )
    interview = make_act(
        "interview_held",
        date(2026, 5, 10),
        at=time(9, 30),
        until=time(11, 5),
        respondent="赵某",
        role="经营者",
        values={"place": "询问室", "dialogue": dialogue(10)},
    )
    evidence = tuple(
        Evidence(name, "书证", name, 1, pages, f"涉案兽药的{what}")
        for name, pages, what in (("现场检查（勘验）笔录", 3, "种类和数量"), ("现场照片", 6, "标签和批号"))
    )
    acts = (interview, notice, decision, served)
    return make_case(*acts, cause="涉嫌未取得兽药经营许可证经营兽药", parties=(party,), conducts=(), evidence=evidence)


def dialogue(count: int) -> list[dict[str, str]]:
    """So many questions with their answers."""
    asked = "2026年4月28日，我局执法人员在你店内检查时发现的49种678盒（瓶、袋）兽药是谁的？用来做什么？"
    told = "都是我店里的，放在货架上和里屋，是准备卖给附近养殖户的。"
    return [{"question": asked, "answer": told} for _ in range(count)]


def general_sources(kind: str) -> Sources:
    """The sources of the general case's act of this kind."""
    case = general_case()
    act = next(act for act in case.acts if act.kind == kind)
    return make_sources(act, case)


def empty_sources(kind: str) -> Sources:
    """Nothing recorded but the kind of act and its day."""
    act = Act("empty", kind, DAY)
    return Sources(Case(), None, act, {}, (), None, DAY)


def fill(form_id: str, sources: Sources) -> tuple[Form, Prepared, Paper]:
    """The form in force on the document's day, filled and composed."""
    form = FORMS.form(form_id, sources.day)
    prepared = prepare(form, sources)
    return form, prepared, compose(form, prepared.values)


def paper_of(form_id: str, sources: Sources) -> Paper:
    """The composed paper."""
    return fill(form_id, sources)[2]


def all_papers() -> dict[str, Paper]:
    """Every sample paper by name."""
    long_values = SIMPLE_VALUES | {"offence_facts": LONG_FACTS}
    rare = make_party(name="李𬭎䶮", address="浏阳市㑇塘镇某村")
    return {
        "7 citizen": paper_of("7", simple_sources()),
        "7 citizen at the bank": paper_of("7", simple_sources(fine=200_00, collected_on_the_spot=False)),
        "7 company": paper_of("7", simple_sources(party=make_unit(), fine=3000_00, collected_on_the_spot=False)),
        "7 warning": paper_of("7", simple_sources(fine=0, warning=True)),
        "7 in 2022": paper_of("7", simple_sources(date(2022, 5, 9), collected_on_the_spot=False)),
        "7 in 2020": paper_of("7", simple_sources(date(2020, 5, 9), fine=50_00)),
        "7 rare characters": paper_of("7", simple_sources(party=rare)),
        "7 long": paper_of("7", simple_sources(values=long_values)),
        "7 empty": paper_of("7", empty_sources("on_the_spot_decision")),
        "11": paper_of("11", general_sources("interview_held")),
        "11 empty": paper_of("11", empty_sources("interview_held")),
        "29": paper_of("29", general_sources("decision_made")),
        "29 empty": paper_of("29", empty_sources("decision_made")),
        "33": paper_of("33", general_sources("decision_served")),
        "33 empty": paper_of("33", empty_sources("decision_served")),
    }


PAGES = {
    "7 citizen": 1,
    "7 citizen at the bank": 1,
    "7 company": 1,
    "7 warning": 1,
    "7 in 2022": 1,
    "7 in 2020": 1,
    "7 rare characters": 1,
    "7 long": 4,
    "7 empty": 1,
    "11": 3,
    "11 empty": 1,
    "29": 3,
    "29 empty": 1,
    "33": 1,
    "33 empty": 1,
}
