"""What a file's name and the day of a piece of evidence tell."""

import pytest

from procedures.case import Evidence
from procedures.evidence import (
    FILM,
    OTHER,
    PAGES,
    PICTURE,
    SOUND,
    decided_on,
    family_of,
    is_picture,
    made_during,
    proposed_kind,
)
from procedures.field_types import description
from tests.builders import DAY, make_act, make_case, make_inspection, make_on_the_spot


@pytest.mark.parametrize(
    ("name", "family", "kind"),
    [
        ("IMG_1", PICTURE, "视听资料"),
        ("现场照片", PICTURE, "视听资料"),
        ("营业执照", PICTURE, "书证"),
        ("微信聊天记录截图", PICTURE, "电子数据"),
        ("检验报告", PAGES, "鉴定意见"),
        ("现场检查笔录", PAGES, "勘验笔录、现场笔录"),
        ("王某询问笔录", PAGES, "当事人的陈述"),
        ("证人赵某的证言", PAGES, "证人证言"),
        ("scan", PAGES, "书证"),
        ("询问录音", SOUND, "视听资料"),
        ("VID_1", FILM, "视听资料"),
        ("台账", OTHER, "书证"),
        ("export", OTHER, "电子数据"),
    ],
)
def test_kind_is_proposed_by_what_the_file_shows(name: str, family: str, kind: str) -> None:
    assert proposed_kind(name, family) == kind


def test_families_are_told_by_the_end_of_the_name() -> None:
    named = ("a.JPG", "a.heic", "a.pdf", "a.amr", "a.MOV", "a", "a.exe")
    assert [family_of(name) for name in named] == [PICTURE, PICTURE, PAGES, SOUND, FILM, OTHER, OTHER]
    assert is_picture(Evidence("e1", "书证", "单", file="a.png", sha256="0" * 64))
    assert not is_picture(Evidence("e1", "书证", "单", file="a.png"))


def test_every_proposed_kind_is_one_of_the_eight() -> None:
    names = ("证人", "询问", "现场", "鉴定", "执照", "截图", "x")
    proposals = {proposed_kind(name, family) for name in names for family in (PICTURE, PAGES, SOUND, FILM, OTHER)}
    assert proposals <= description().choices["evidence_kind"].keys()


def test_evidence_of_a_day_belongs_to_the_inspection_before_other_acts() -> None:
    sampling = make_act("sample_taken", DAY, "s1", place="仓库", items=({"name": "仔猪"},))
    inspection = make_inspection()
    found = made_during(make_case(sampling, inspection), DAY)
    assert found is not None and found.id == inspection.id
    assert made_during(make_case(inspection), DAY.replace(day=1)) is None
    voided = make_act("act_voided", ref=inspection.id)
    assert made_during(make_case(inspection, voided), DAY) is None


def test_decision_that_stands_tells_what_came_after_it() -> None:
    decision = make_on_the_spot()
    assert decided_on(make_case(decision)) == DAY
    assert decided_on(make_case(decision, make_act("act_voided", ref=decision.id))) is None
