"""Whole cases of the general procedure for the papers from opinion to closing.

Figures, counts, articles and the days that are known come from published decisions; names, numbers and all other days
are constructed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.blocks import Paper
from forms.compose import compose
from forms.prepare import Prepared, prepare
from forms.schema import Form
from forms.sources import Sources
from procedures.case import Act, Case, Conduct, Document, Evidence, Goods, Party
from tests.builders import make_act, make_case, make_party, make_sources
from tests.forms.samples import FORMS, empty_sources, paper_of

NAMES = ("恩诺沙星注射液", "盐酸多西环素可溶性粉", "亚硒酸钠维生素E注射液", "复方氨基比林液", "阿莫西林可溶性粉")
UNITS = ("盒", "盒", "瓶", "袋")
VALUE, GAINS, FINE = 764900, 171240, 1606290
CONTACT = {
    "office.contact_name": "周某、吴某",
    "office.contact_phone": "0731-00000001",
    "office.contact_address": "浏阳市某路1号",
}
FOUND = (
    "2024年4月28日，本机关执法人员在监督检查中发现，当事人在其经营场所内陈列、存放待售的兽药，当场不能出示兽药经营许可证。"
    "经清点，现场共有兽药49种678盒（瓶、袋）。2024年3月，本机关已就同一行为对当事人予以告诫。\n"
    "经查，当事人自2023年11月起购进上述兽药并向周边养殖户零售。根据进货票据、价签核算，货值金额为7649.00元，违法所得1712.40元。"
)
VIEW = "当事人未取得兽药经营许可证经营兽药的行为，违反了《兽药管理条例》第二十二条第一款、第二款。"
DISCRETION = (
    "当事人在2024年3月被告诫后仍未办理兽药经营许可证，但能够配合调查，货值金额不足1万元，"
    "按货值金额的2.1倍处以罚款，过罚相当。"
)


def goods_lines(kinds: int = 49, total: int = 678) -> tuple[Goods, ...]:
    """So many lines whose quantities add up to `total`."""
    each, rest = divmod(total, kinds)
    return tuple(
        Goods(
            name=f"{NAMES[number % len(NAMES)]}{number + 1}号",
            quantity=str(each + (1 if number < rest else 0)),
            spec="10ml×10支" if number % 2 else "100g/袋",
            batch=f"2023{number % 12 + 1:02d}01",
            maker="某动物药业有限公司",
            unit=UNITS[number % len(UNITS)],
        )
        for number in range(kinds)
    )


def feed_shop() -> Party:
    """The party of C12: a sole trader under a trade name."""
    return make_party(
        kind="sole_trader",
        name="浏阳市某饲料经营部",
        credit_code="92430181MA00000011",
        representative="赵某",
        licence_name="营业执照",
        address="浏阳市某镇某村农贸市场12号",
        born_on=date(1979, 3, 12),
    )


def evidence_pieces() -> tuple[Evidence, ...]:
    """Four pieces of evidence with what each proves."""
    rows = (
        ("勘验笔录、现场笔录", "现场检查（勘验）笔录", 1, 3, "2024年4月28日现场陈列、存放兽药的种类和数量"),
        ("视听资料", "现场照片", 1, 6, "涉案兽药的标签和批号"),
        (
            "当事人的陈述",
            "询问笔录",
            2,
            7,
            "当事人购进、销售兽药的时间、价格、数量以及未取得兽药经营许可证的事实",
        ),
        ("书证", "进货票据、销售价签复印件", 1, 9, "货值金额和违法所得的计算依据"),
    )
    return tuple(
        Evidence(f"e{number}", kind, name, copies, pages, proves)
        for number, (kind, name, copies, pages, proves) in enumerate(rows, 1)
    )


def opinion_of_c12(**values: Any) -> Act:
    """The opinion: everything is typed here, once."""
    typed = {
        "found_facts": FOUND,
        "opinion": VIEW,
        "circumstances": ["none"],
        "discretion_rule": "省农业行政处罚裁量基准第157项",
        "discretion": DISCRETION,
        "penalty_basis": ["《兽药管理条例》第五十六条第一款"],
        "order": "责令当事人停止经营兽药",
    }
    return make_act(
        "opinion_submitted",
        date(2024, 5, 30),
        fine=FINE,
        confiscated_gains=GAINS,
        confiscated_goods=VALUE,
        values=typed | values,
    )


def c12_case(*changed: Act, **changes: Any) -> Case:
    """C12 from the lead to the closing, fine in three instalments; `changed` acts stand in for those of their kind."""
    stand_in = {act.id: act for act in changed}
    acts = [*_c12_investigation(), *_c12_decision(), *_c12_execution()]
    acts = [stand_in.pop(act.id, act) for act in acts] + list(stand_in.values())
    facts = {"goods_value": VALUE, "illegal_gains": GAINS}
    case = make_case(
        *acts,
        title="浏阳市某饲料经营部无兽药经营许可证经营兽药案",
        number="浏农（兽药）立〔2024〕12号",
        cause="涉嫌无兽药经营许可证经营兽药案",
        sector="vetdrug",
        parties=(feed_shop(),),
        conducts=(Conduct("c1", "p1", date(2024, 4, 28), offence="vetdrug-56-b", facts=facts),),
        goods=goods_lines(),
        evidence=evidence_pieces(),
    )
    return replace(case, **changes)


def _c12_investigation() -> list[Act]:
    seized = make_act(
        "property_seized",
        date(2024, 4, 28),
        measure="seize",
        basis="《兽药管理条例》第四十六条",
        items=[{"name": "兽药", "quantity": "678", "unit": "盒"}],
        approved_by="郑某",
        list_given=True,
        document=Document("18", "浏农（兽药）扣〔2024〕3号", date(2024, 4, 28)),
    )
    return [
        make_act("lead_received", date(2024, 4, 28), source="inspection"),
        make_act("site_inspected", date(2024, 4, 28), place="浏阳市某镇某村农贸市场12号", certificates_shown=True),
        seized,
        make_act("case_opened", date(2024, 4, 29), approved_by="郑某"),
        make_act("interview_held", date(2024, 5, 10), respondent="赵某", role="经营者"),
        opinion_of_c12(),
    ]


def _c12_decision() -> list[Act]:
    imposed = {"fine": FINE, "confiscated_gains": GAINS, "confiscated_goods": VALUE}
    notice = Document("26", "浏农（兽药）罚告〔2024〕12号", date(2024, 6, 5))
    decided = Document("29", "浏农（兽药）罚〔2024〕12号", date(2024, 6, 20))
    return [
        make_act("notice_served", date(2024, 6, 5), hearing_offered=True, document=notice, **imposed),
        make_act("legal_review_given", date(2024, 6, 17), reviewer="孙某", passed=True, outcome="agree"),
        make_act("discussion_held", date(2024, 6, 18), presided_by="郑某", attendees=["郑某", "钱某", "冯某"]),
        make_act("decision_made", date(2024, 6, 20), document=decided, **imposed),
        make_act("decision_served", date(2024, 6, 21), method="direct"),
        make_act("decision_published", date(2024, 6, 26), channel="浏阳市人民政府网站"),
    ]


def _c12_execution() -> list[Act]:
    instalments = [
        {"amount": 606290, "due_on": date(2024, 7, 31)},
        {"amount": 500000, "due_on": date(2024, 8, 30)},
        {"amount": 500000, "due_on": date(2024, 9, 30)},
    ]
    deferred = make_act(
        "deferral_approved",
        date(2024, 7, 5),
        until=date(2024, 9, 30),
        instalments=instalments,
        approved_by="郑某",
        values={"applied_on": date(2024, 7, 3), "reason": "确有经济困难"},
        document=Document("36", "浏农（兽药）延（分）缴〔2024〕1号", date(2024, 7, 5)),
    )
    paid = (
        ("gains", date(2024, 7, 5), GAINS),
        ("first", date(2024, 7, 30), 606290),
        ("second", date(2024, 8, 29), 500000),
        ("third", date(2024, 10, 12), 500000),
        ("surcharge", date(2024, 10, 12), 180000),
    )
    payments = [
        make_act(
            "fine_paid",
            on,
            name,
            amount=amount,
            receipt_no=f"000100{number}",
            values={"towards": name if name in ("gains", "surcharge") else "fine"},
        )
        for number, (name, on, amount) in enumerate(paid, 1)
    ]
    return [
        deferred,
        *payments,
        make_act("goods_disposed", date(2024, 10, 15), items=[_all_goods()], method="集中焚烧销毁"),
        make_act("case_closed", date(2024, 10, 18), ground="performed", approved_by="郑某"),
    ]


def _all_goods() -> Mapping[str, str]:
    return {"name": "兽药49种", "quantity": "678", "unit": "盒"}


def c1_case() -> Case:
    """C1: six kinds and 47 bottles seized, gains 289.00, fine three times the value of 794.00; a repeated breach."""
    imposed = {"fine": 238200, "confiscated_gains": 28900, "confiscated_goods": 60000}
    party = make_party(
        kind="sole_trader",
        name="某农业服务部",
        credit_code="92530128MA00000022",
        representative="杨某",
        licence_name="营业执照",
    )
    acts = (
        make_act("lead_received", date(2025, 12, 25), source="inspection"),
        make_act(
            "property_seized",
            date(2025, 12, 25),
            measure="seize",
            items=["兽用生物制品"],
            document=Document("18", "浏农（兽药）扣〔2025〕2号", date(2025, 12, 25)),
        ),
        make_act("case_opened", date(2025, 12, 26), approved_by="郑某"),
        make_act(
            "opinion_submitted",
            date(2026, 1, 12),
            values={
                "discretion": "当事人2022年曾因同一行为被处罚，按货值金额的3倍处以罚款。",
                "order": "责令当事人停止经营兽用生物制品",
            },
            **imposed,
        ),
        make_act(
            "notice_served",
            date(2026, 1, 16),
            hearing_offered=True,
            document=Document("26", "浏农（兽药）罚告〔2026〕1号", date(2026, 1, 16)),
            **imposed,
        ),
        make_act(
            "decision_made",
            date(2026, 1, 28),
            document=Document("29", "浏农（兽药）罚〔2026〕2号", date(2026, 1, 28)),
            **imposed,
        ),
    )
    return make_case(
        *acts,
        cause="涉嫌无兽药经营许可证经营兽用生物制品案",
        parties=(party,),
        conducts=(
            Conduct(
                "c1",
                "p1",
                date(2025, 12, 25),
                offence="vetdrug-56-b",
                facts={"goods_value": 79400, "illegal_gains": 28900},
            ),
        ),
        goods=goods_lines(6, 47),
        evidence=evidence_pieces()[:2],
    )


def c11_case() -> Case:
    """C11: slaughter without designation by a citizen, a hearing asked for and held; amounts constructed."""
    imposed = {"fine": 5000000, "confiscated_gains": 180000, "confiscated_goods": 640000}
    tools = [
        {"name": "屠宰刀具", "unit": "套", "quantity": "1"},
        {"name": "褪毛机", "unit": "台", "quantity": "1"},
    ]
    acts = (
        make_act("lead_received", date(2024, 5, 8), source="criminal_justice"),
        make_act("paper_received", date(2024, 5, 8), **{"from": "某区农业农村局", "title": "案件移送函"}),
        make_act("case_opened", date(2024, 5, 8), approved_by="郑某"),
        make_act("interview_held", date(2024, 5, 20), respondent="聂某", role="当事人"),
        make_act(
            "opinion_submitted",
            date(2024, 8, 20),
            values={
                "confiscated_items": tools,
                "discretion": "生猪产品货值金额不足1万元，案发后能够如实陈述。",
                "discretion_rule": "湖南省农业行政处罚裁量权基准“生猪屠宰”第2项",
            },
            **imposed,
        ),
        make_act(
            "notice_served",
            date(2024, 8, 26),
            hearing_offered=True,
            document=Document("26", "浏农（屠宰）罚告〔2024〕8号", date(2024, 8, 26)),
            **imposed,
        ),
        make_act("statement_received", date(2024, 8, 29), adopted=False),
        make_act("hearing_requested", date(2024, 8, 30), sent="handed_in"),
        make_act("hearing_held", date(2024, 9, 18), presided_by="孙某"),
        make_act("legal_review_given", date(2024, 9, 26), reviewer="孙某", passed=True, outcome="agree"),
        make_act("discussion_held", date(2024, 9, 29), presided_by="郑某", attendees=["郑某", "钱某"]),
        make_act(
            "decision_made",
            date(2024, 10, 11),
            document=Document("29", "浏农（屠宰）罚〔2024〕8号", date(2024, 10, 11)),
            **imposed,
        ),
    )
    return make_case(
        *acts,
        number="浏农（屠宰）立〔2024〕8号",
        cause="涉嫌未经定点从事生猪屠宰活动案",
        parties=(make_party(name="聂某"),),
        conducts=(
            Conduct(
                "c1",
                "p1",
                date(2024, 3, 29),
                offence="pig-31-1",
                facts={"goods_value": 640000, "illegal_gains": 180000},
            ),
        ),
        evidence=evidence_pieces(),
    )


def sources_of(case: Case, kind: str, **changes: Any) -> Sources:
    """The sources of the case's first act of this kind, the office with its contact."""
    act = next(act for act in case.acts if act.kind == kind)
    sources = make_sources(act, case)
    return replace(sources, **({"office": dict(sources.office) | CONTACT} | changes))


def filled(form_id: str, case: Case, kind: str, **own: Any) -> tuple[Form, Prepared, Paper]:
    """One paper of a case: the form in force, filled and composed."""
    sources = sources_of(case, kind)
    form = FORMS.form(form_id, sources.day)
    prepared = prepare(form, sources, own)
    return form, prepared, compose(form, prepared.values)


def long_case() -> Case:
    """C12 with sixty pieces of evidence, sixty penalty items and facts of 3,000 characters."""
    pieces = tuple(
        Evidence(f"e{number}", "书证", f"销售单据复印件（第{number}组）", 1, 2, f"第{number}次销售的品种、数量和价格")
        for number in range(1, 61)
    )
    items = [{"text": f"没收第{number}项违法财物兽药{number}盒（批号2023{number:04d}）；"} for number in range(1, 61)]
    typed = {"found_facts": (FOUND * 20)[:3000].replace("\n", ""), "penalties": items}
    return c12_case(opinion_of_c12(**typed), evidence=pieces)


GENERAL = (
    ("24", "opinion_submitted"),
    ("26", "notice_served"),
    ("28", "decision_made"),
    ("29", "decision_made"),
    ("33", "decision_served"),
    ("36", "deferral_approved"),
    ("38", "case_closed"),
)
C12_PAGES = {"24": 5, "26": 6, "28": 5, "29": 6, "33": 1, "36": 2, "38": 2}
EMPTY_PAGES = {"24": 2, "25": 1, "26": 2, "28": 2, "36": 1, "38": 1}
LONG_PAGES = {"24": 12, "26": 13, "28": 12, "29": 18}
SHORT_PAGES = {"24": 2, "26": 2, "28": 2, "29": 3}
PENALTY_PAGES = (
    {f"{form_id} C12": pages for form_id, pages in C12_PAGES.items()}
    | {f"{form_id} C11": pages for form_id, pages in SHORT_PAGES.items()}
    | {f"{form_id} long": pages for form_id, pages in LONG_PAGES.items()}
    | {f"{form_id} nothing": pages for form_id, pages in EMPTY_PAGES.items()}
)


def penalty_papers() -> dict[str, Paper]:
    """Every sample paper from opinion to closing by name."""
    kinds = dict(GENERAL) | {"25": "notice_served"}
    cases = {"C12": c12_case(), "C11": c11_case(), "long": long_case()}
    papers: dict[str, Paper] = {}
    for name in PENALTY_PAGES:
        form_id, case = name.split(" ")
        if case == "nothing":
            papers[name] = paper_of(form_id, empty_sources(kinds[form_id]))
        else:
            papers[name] = filled(form_id, cases[case], kinds[form_id])[2]
    return papers
