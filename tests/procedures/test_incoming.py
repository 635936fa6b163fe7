"""Papers that came in: oldest first, under the sender's number, with the scan as long as it counts."""

from dataclasses import replace
from datetime import date

from procedures.case import Act, Evidence
from procedures.incoming import proving, received_papers
from tests.builders import make_act, make_case

SCAN = Evidence("e1", "书证", "移送函", file="移送函.pdf")


def letter(act_id: str, on: date, evidence: str = "e1") -> Act:
    values = {"number": "芦农移〔2024〕3号", "evidence": evidence}
    return make_act("paper_received", on, act_id, title="移送函", values=values, **{"from": "某区农业农村局"})


def test_papers_stand_by_the_day_on_which_they_came() -> None:
    case = make_case(letter("b", date(2024, 5, 8)), letter("a", date(2024, 3, 29)), evidence=(SCAN,))
    papers = received_papers(case)
    assert [(paper.act, paper.sender, paper.number) for paper in papers] == [
        ("a", "某区农业农村局", "芦农移〔2024〕3号"),
        ("b", "某区农业农村局", "芦农移〔2024〕3号"),
    ]
    assert papers[0].evidence == SCAN


def test_scan_that_no_longer_counts_is_not_named() -> None:
    assert received_papers(make_case(letter("a", date(2024, 5, 8), "e9")))[0].evidence is None


def test_voided_paper_is_none() -> None:
    voided = make_act("act_voided", date(2024, 5, 9), "v", ref="a", reason="记错")
    assert received_papers(make_case(letter("a", date(2024, 5, 8)), voided)) == ()


def test_scan_of_a_paper_that_came_in_is_evidence_once_it_is_said_what_it_proves() -> None:
    other = replace(SCAN, id="e2", name="询问笔录")
    came = letter("a", date(2024, 5, 8))
    assert proving(make_case(came, evidence=(SCAN, other))) == (other,)
    told = replace(SCAN, proves="检察机关建议给予行政处罚")
    assert proving(make_case(came, evidence=(told, other))) == (told, other)
