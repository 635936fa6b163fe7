"""The opinion on a fault (X6): what stands on it, and that every reason does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.blocks import Grid
from forms.compose import compose
from forms.findings import OPINION, prepare_opinion
from procedures.case import Document
from procedures.faults import Consequence, FaultFile
from procedures.rulebook import load_rulebook
from tests.builders import OFFICE
from tests.fault_files import CONFIRMED, HANDLER, LEADER, make_decided_fault
from tests.forms.samples import FORMS
from tests.procedures.regulation import ITEMS

NUMBER = Document(OPINION, "浏农过错〔2024〕1号", CONFIRMED)


def cells(file: FaultFile) -> list[str]:
    """The words of every cell of the paper, in order."""
    form = FORMS.form(OPINION, CONFIRMED)
    prepared = prepare_opinion(form, file, OFFICE, NUMBER, load_rulebook())
    assert not prepared.problems
    grids = [block for block in compose(form, prepared.values).blocks if isinstance(block, Grid)]
    return [
        "\n".join("".join(run.text for run in text.runs if not run.strike) for text in cell.texts)
        for grid in grids
        for row in grid.rows
        for cell in row.cells
    ]


def after(label: str, file: FaultFile) -> str:
    """What stands behind a label."""
    found = cells(file)
    return found[next(place for place, words in enumerate(found) if words.replace("\n", "") == label) + 1]


def test_the_item_stands_in_the_words_of_the_regulation() -> None:
    told = after("过错情形", make_decided_fault(items=((12, 7), (9, 1))))
    assert f"第十二条第七项：“{ITEMS[12][6].rstrip(';')}”。" in told
    assert "未取得政执法主体资格实施行政处罚的" in told


def test_persons_stand_with_post_certificate_and_role() -> None:
    found = cells(make_decided_fault())
    place = found.index("甲某")
    assert found[place : place + 4] == ["甲某", "执法二中队执法员", "18010000011", "承办人"]


def test_only_those_who_bear_it_stand_as_responsible() -> None:
    found = cells(make_decided_fault(persons=(HANDLER, replace(LEADER, bearing="none"))))
    assert "乙某" not in found


@pytest.mark.parametrize(
    ("changes", "label", "words"),
    [
        ({}, "认定来源", "附件3 第七条第四项（2024年12月3日）。归档案卷检查发现"),
        (
            {"origin": "judgment", "origin_reason": "", "found_on": date(2025, 3, 1)},
            "认定来源",
            "第五条第一项（2025年3月1日）",
        ),
        ({}, "损害和因果关系", "未见当事人受损"),
        ({"bearing_rule": "not_covered", "bearing_reason": "各项均不适用"}, "责任划分", "第六条没有规定这一情形，甲某"),
        ({"bearing_rule": "not_covered", "bearing_reason": "各项均不适用"}, "责任划分", "各项均不适用。"),
        ({}, "责任划分", "依据第六条第一项，甲某（承办人）承担责任；乙某（批准人）负连带责任。"),
        ({}, "陈述申辩", "乙某放弃陈述（2024年12月3日）：本人书面声明放弃陈述。"),
        ({}, "申诉途径", "自收到本意见书之日起三十日内向浏阳市农业农村局申诉"),
        ({"appeal_days": 60}, "申诉途径", "六十日内"),
        ({}, "认定意见及追究方式", "2024年12月5日经丁某复核认定。事实和责任划分清楚。"),
    ],
)
def test_every_reason_is_printed(changes: dict[str, Any], label: str, words: str) -> None:
    assert words in after(label, make_decided_fault(**changes))


def test_a_protected_handler_is_said_not_to_bear_it() -> None:
    persons = (replace(HANDLER, bearing="none"), replace(LEADER, role="head", bearing="main"))
    told = after("责任划分", make_decided_fault(bearing_rule="6.4", persons=persons))
    assert "乙某（主管领导）承担责任；甲某（承办人）办案正确，不承担责任" in told


@pytest.mark.parametrize(
    ("consequence", "words"),
    [
        (
            Consequence(("7.2",), "记过", date(2025, 1, 1), ("A",)),
            "依据第七条第二项，取消甲某的执法资格，自2025年1月1日起。记过。",
        ),
        (Consequence(("7.3",), "承担部分", amount=123456), "壹仟贰佰叁拾肆元伍角陆分（¥1234.56元）"),
        (Consequence((), "情节轻微，不予处分"), "情节轻微，不予处分。"),
        (
            Consequence(("7.2",), "记过", date(2025, 1, 1), ("A",), crime=True, handed_to="浏阳市人民检察院"),
            "涉嫌犯罪，送交浏阳市人民检察院依法追究刑事责任。",
        ),
    ],
)
def test_the_consequence_is_told(consequence: Consequence, words: str) -> None:
    assert words in after("认定意见及追究方式", make_decided_fault(consequence=consequence))


def test_choices_that_do_not_hold_are_struck() -> None:
    found = cells(make_decided_fault(fault="intent"))
    assert found[found.index("主观方面") + 1] == "故意/"


def test_what_is_missing_is_a_problem_of_its_field() -> None:
    form = FORMS.form(OPINION, CONFIRMED)
    prepared = prepare_opinion(form, FaultFile(id="f"), OFFICE, NUMBER, load_rulebook())
    assert {"respondents", "origin", "fault_items", "fault", "harm", "liability", "consequences", "appeal_words"} <= {
        problem.where for problem in prepared.problems
    }


def test_forty_thousand_characters_are_refused_with_the_length() -> None:
    form = FORMS.form(OPINION, CONFIRMED)
    prepared = prepare_opinion(form, make_decided_fault(facts="错" * 40_000), OFFICE, NUMBER, load_rulebook())
    assert [problem.where for problem in prepared.problems] == ["fault_facts"]
    assert "超过 20000 个字" in prepared.problems[0].text
