"""The proof of a service by public notice: reason, course, carrier and day, once told and not asked again."""

from datetime import date, time

import pytest

from forms.facts import fact
from procedures.case import Act
from tests.builders import make_act, make_case, make_sources

ON = date(2025, 10, 14)
ATTEMPTS = (
    {"on": date(2025, 10, 9), "at": time(15, 0), "way": "direct", "place": "某镇某村二组", "result": "家中无人。"},
    {"on": "2025-10-10", "way": "post", "result": "10月13日以“查无此人”退回"},
)


def note_of(act: Act, *others: Act) -> str:
    return str(fact("act.service_note", make_sources(act, make_case(act, *others))))


def test_reason_and_course_stand_on_the_proof() -> None:
    told = {"public_notice_reason": "no_other_way", "service_attempts": ATTEMPTS, "notice_carrier": "本机关公告栏"}
    posted = make_act("public_notice_issued", ON, values=told)
    assert note_of(posted) == (
        "2025年10月9日15时00分在某镇某村二组直接送达，家中无人；2025年10月10日邮寄送达，10月13日以“查无此人”退回。"
        "用其他方式无法送达，公告送达。自发出公告之日起，经过三十日，即视为送达。"
    )
    assert fact("act.service_place", make_sources(posted)) == "本机关公告栏"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"public_notice_reason": "whereabouts_unknown"}, "受送达人下落不明，公告送达。"),
        (
            {"public_notice_reason": "whereabouts_unknown", "whereabouts_basis": "村民委员会证明"},
            "受送达人下落不明（村民委员会证明），公告送达。",
        ),
        ({}, "受送达人下落不明，或者用其他方式无法送达，公告送达。"),
    ],
)
def test_reason_is_told_as_far_as_it_is_known(values: dict[str, str], words: str) -> None:
    assert note_of(make_act("public_notice_issued", ON, values=values)).startswith(words)


def test_reminder_that_is_served_by_notice_tells_of_that_notice() -> None:
    told = {"public_notice_reason": "whereabouts_unknown", "notice_carrier": "当事人住所地"}
    notice = make_act("public_notice_issued", date(2026, 5, 18), "n34", paper="34", values=told)
    other = make_act("public_notice_issued", ON, "n29", paper="29", values={"notice_carrier": "报纸"})
    reminded = make_act("reminder_served", date(2026, 6, 17), values={"method": "public_notice"})
    assert note_of(reminded, notice, other).startswith("受送达人下落不明，公告送达")
    sources = make_sources(reminded, make_case(reminded, notice, other))
    assert fact("act.service_place", sources) == "当事人住所地"
