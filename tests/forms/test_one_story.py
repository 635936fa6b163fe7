"""One fact through the papers of a case: how the party is called, the cause, sums, measures, days, numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.blocks import BlankTail, Grid, Row, Run, Text
from forms.compose_tail import tailed
from forms.facts import fact
from forms.fill import Filler
from forms.kinds import show
from forms.measures import PAGES
from forms.schema import FormField
from procedures.case import Case, Document, Evidence
from tests.builders import make_act, make_case, make_company, make_conduct, make_sources
from tests.forms.investigation_samples import preserved, release_sources, seized, seizure_sources, sources_of
from tests.forms.penalty_samples import c11_case, c12_case, filled
from tests.forms.samples import fill, general_case
from tests.forms.told import plain

RECORD = PAGES["record"]
LINE = Text((Run("一行"),), "record")
WORDS_OF_PARTY = Grid((156.0,), (Row((), 9.5),), framed=False)
TAIL = BlankTail(Text((Run("（以下空白）"),), "record", "center"))


def record(lines: int) -> tuple[Any, ...]:
    return tailed((*(LINE for _ in range(lines)), WORDS_OF_PARTY, TAIL), RECORD)


# ---- how the party is called, and the cause -----------------------------------------------------------------------


def test_letter_says_you_to_a_person_and_your_unit_to_a_company() -> None:
    to_person = plain(filled("26", c11_case(), "notice_served")[2])
    to_unit = plain(filled("26", c12_case(), "notice_served")[2])
    assert "你涉嫌" in to_person
    assert "你单位" not in to_person
    assert "你单位涉嫌" in to_unit
    assert not any("（单位）" in words for words in (to_person, to_unit))


def test_decision_speaks_of_the_party_what_the_notice_told_to_it() -> None:
    told = make_act("notice_served", date(2024, 9, 2), values={"found_facts": "你在棚内屠宰，你们三人在场。"})
    case = c11_case()
    case = replace(case, acts=(*(act for act in case.acts if act.kind not in ("notice_served", "decision_made")), told))
    decision = make_act("decision_made", date(2024, 9, 9))
    words = fact("case.found_facts", make_sources(decision, replace(case, acts=(*case.acts, decision))))
    assert words == "当事人在棚内屠宰，你们三人在场。"


def test_cause_on_the_proof_of_service_is_suspected_until_the_decision() -> None:
    case = general_case()
    notice, served = (
        next(act for act in case.acts if act.kind == kind) for kind in ("notice_served", "decision_served")
    )
    assert fact("act.cause", make_sources(notice, case)).startswith("涉嫌")
    assert not fact("act.cause", make_sources(served, case)).startswith("涉嫌")


def test_approval_of_the_decision_still_says_suspected_and_the_decision_no_longer() -> None:
    assert "涉嫌无兽药经营许可证" in plain(filled("28", c12_case(), "decision_made")[2])
    assert "涉嫌" not in plain(filled("29", c12_case(), "decision_made")[2])


def test_report_served_to_the_maker_names_the_maker() -> None:
    served = make_act("paper_served", paper="14", method="post", values={"addressee": "某种业有限公司"})
    assert "某种业有限公司" in plain(fill("33", make_sources(served))[2])
    assert "王某" in plain(fill("33", make_sources(replace(served, values={})))[2])


def test_reminder_served_by_public_notice_bears_the_day_of_the_notice() -> None:
    notice = make_act("public_notice_issued", date(2026, 5, 18), paper="34")
    other = make_act("public_notice_issued", date(2026, 5, 20), "other", paper="29")
    effective = make_act("reminder_served", date(2026, 6, 17), values={"method": "public_notice"})
    case = make_case(notice, other, effective)
    assert fact("act.announced_on", make_sources(effective, case)) == date(2026, 5, 18)
    assert fact("act.announced_on", make_sources(notice, case)) == date(2026, 5, 18)
    assert fact("act.announced_on", make_sources(replace(effective, values={"method": "direct"}), case)) is None


# ---- law, sums, goods -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        (["《种子法》第四十八条第一款", "《种子法》第四十八条第二款"], "《种子法》第四十八条第一款、第二款"),
        (["《条例》第二十八条第一款", "《条例》第四十四条"], "《条例》第二十八条第一款、第四十四条"),
        (["《条例》第二十二条", "《条例》第二十二条第一款"], "《条例》第二十二条、第二十二条第一款"),
        (["《甲法》第一条第一款", "《乙法》第一条第一款"], "《甲法》第一条第一款、《乙法》第一条第一款"),
        (["《甲法》第二条第一款第一项", "《甲法》第二条第一款第二项"], "《甲法》第二条第一款第一项、第二项"),
    ],
)
def test_law_and_article_are_named_once(cited: list[str], words: str) -> None:
    assert show("citations", tuple(cited)) == words


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        ({"fine": 100_00}, "缴纳罚款："),
        ({"confiscated_gains": 100_00}, "缴纳没收的违法所得："),
        ({"fine": 100_00, "confiscated_gains": 100_00}, "缴纳罚没款："),
    ],
)
def test_payment_names_what_is_owed_and_the_account_stands_alone(sums: dict[str, int], words: str) -> None:
    told = fact("decision_made.payment", make_sources(make_act("decision_made", **sums))).strip("\n").split("\n")
    assert told[0].endswith(words)
    assert told[2].startswith("收款账号：")
    assert told[2].removeprefix("收款账号：").isdigit()
    assert len(told) == (4 if "fine" in sums else 3)


@pytest.mark.parametrize(("fen", "words"), [(None, ""), (0, "无"), (28900, "289.00元")])
def test_no_gains_unknown_gains_and_a_sum_are_told_apart(fen: int | None, words: str) -> None:
    facts = {} if fen is None else {"illegal_gains": fen}
    case = make_case(conducts=(make_conduct(facts=facts),))
    assert fact("conduct.illegal_gains_words", make_sources(make_act("opinion_submitted"), case)) == words


def test_list_of_confiscated_goods_ends_with_their_sum() -> None:
    assert "合计：49种678盒（瓶、袋）。" in plain(filled("29", c12_case(), "decision_made")[2])


def test_evidence_of_a_later_day_is_not_yet_listed() -> None:
    pieces = (Evidence("e1", "书证", "进货单据", made_on=date(2026, 10, 9)), Evidence("e2", "书证", "送达回证"))
    case = replace(make_case(), evidence=(*pieces, Evidence("e3", "书证", "告知书", made_on=date(2026, 10, 10))))
    early, late = (make_sources(make_act("opinion_submitted", date(2026, 10, day)), case) for day in (9, 10))
    assert fact("case.evidence_summary", early) == "进货单据、送达回证"
    assert len(fact("case.evidence_list", early)) == 2
    assert len(fact("case.evidence_list", late)) == 3


# ---- measures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "word", "objects"), [("seize", "扣押", "财物"), ("seal", "查封", "场所、设施或者财物")]
)
def test_papers_name_the_measure_that_was_taken(measure: str, word: str, objects: str) -> None:
    words = plain(fill("18", seizure_sources(measure=measure))[2])
    assert f"对下列{objects}予以{word}：" in words
    assert f"{word}期间，对{word}的{objects}应当妥善保管" in words
    assert "查封、扣押" not in words


def test_extension_and_release_name_the_measure_of_the_seizure() -> None:
    sources = release_sources()
    extended = make_act("seizure_extended", date(2026, 1, 20), days=30)
    decision = make_act("decision_made", date(2026, 2, 10), "decision")
    case = replace(sources.case, acts=(*sources.case.acts, extended, decision))
    note = fact("case.measures_note", sources_of(decision, case))
    assert "决定延长扣押期限30日" in note
    assert "查封、扣押" not in note


def test_second_event_of_a_day_is_told_as_of_the_same_day() -> None:
    lead = make_act("lead_received", source="inspection")
    case = make_case(lead, make_act("case_opened"), make_act("interview_held", date(2026, 10, 12), respondent="王某"))
    told = fact("case.process", make_sources(make_act("opinion_submitted", date(2026, 10, 13)), case))
    assert told == "2026年10月9日，在监督检查中发现本案线索；同日，经批准立案；2026年10月12日，询问王某。"


def test_record_of_the_seizure_is_issued_after_the_list_whose_number_it_quotes() -> None:
    act = seized(values={**seized().values, "number_21": "浏农（兽药）扣清〔2025〕1号"})
    assert "浏农（兽药）扣清〔2025〕1号" in plain(fill("19", sources_of(act, make_case(act)))[2])


# ---- closing --------------------------------------------------------------------------------------------------------


def closing_of(*acts: Any) -> Case:
    decision = make_act("decision_made", fine=100_00, document=Document("29", "罚1号"))
    return make_case(decision, *acts, make_act("case_closed", date(2026, 12, 1), ground="court_accepted"))


def test_fine_that_was_not_paid_is_told_in_words() -> None:
    case = closing_of()
    words = plain(fill("38", make_sources(case.acts[-1], case))[2])
    assert "应缴罚没款壹佰元整（¥100.00元），没有缴纳。" in words
    assert "零元" not in words


def test_application_to_the_court_does_not_hide_that_no_remedy_was_sought() -> None:
    applied = make_act("court_application_filed", date(2026, 11, 20), court="某法院")
    case = closing_of(applied)
    told = fact("case_closed.remedies", make_sources(case.acts[-1], case))
    assert told == "当事人未申请行政复议，未提起行政诉讼。2026年11月20日向某法院申请强制执行。"
    sued = closing_of(make_act("suit_filed", date(2026, 11, 1)), applied)
    assert "未提起" not in fact("case_closed.remedies", make_sources(sued.acts[-1], sued))


# ---- setting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "template", "words"),
    [
        ("经营困难。", "以{reason}为由", "以经营困难。为由"),
        ("经营困难。", "理由：{reason}。", "理由：经营困难。"),
        ("经营困难；", "因{reason}，申请", "因经营困难，申请"),
        ("经营困难", "理由：{reason}。", "理由：经营困难。"),
    ],
)
def test_two_marks_never_stand_together(value: str, template: str, words: str) -> None:
    filler = Filler({"reason": FormField("reason", "理由", "text")}, {"reason": value})
    assert filler.plain(template) == words


def test_end_of_a_record_needs_room_for_the_words_that_it_ends() -> None:
    pages = {lines: record(lines) for lines in range(18, 24)}
    assert TAIL in pages[18]
    without = [lines for lines, blocks in pages.items() if TAIL not in blocks]
    assert without == [22]


def test_words_of_the_party_never_stand_alone_on_a_page() -> None:
    *text, words, _ = record(5)
    assert words == WORDS_OF_PARTY
    assert [line.keep_next for line in text] == [False] * 4 + [True]


def test_planned_preservation_still_calls_a_company_by_its_unit() -> None:
    act = preserved()
    case = make_case(act, parties=(make_company(),))
    assert plain(fill("16", sources_of(act, case))[2]).count("你单位") == 1
