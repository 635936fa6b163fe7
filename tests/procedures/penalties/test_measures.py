"""What an article orders beside the fine, on the facts, and what has to be left to another body."""

import pytest

from procedures.catalogue import LIFE
from tests.procedures.penalties.ranges import computed

FISHING = "act_on=2025-02-14"


@pytest.mark.parametrize(
    ("offence", "told", "must", "may"),
    [
        ("pesticide-55-1-1", "", ("illegal_gains", "goods", "tools"), ()),
        ("fishery2013-38-1-a", FISHING, ("illegal_gains", "goods"), ()),
        ("fishery2013-38-1-a", f"{FISHING} grade=serious", ("illegal_gains", "goods", "tools"), ()),
        (
            "fishery2013-38-1-a",
            f"{FISHING} grade=especially_serious",
            ("illegal_gains", "goods", "tools"),
            ("vessel",),
        ),
        ("fishery2013-41", FISHING, ("illegal_gains", "goods"), ()),
        ("fishery2013-41", f"{FISHING} grade=serious", ("illegal_gains", "goods"), ("tools", "vessel")),
        ("vetdrug-60-1", "", (), ()),
        ("vetdrug-60-1", "corrected=no", ("illegal_gains", "goods", "raw_materials"), ()),
        ("feed-45-2", "corrected=no", (), ()),
        ("feed-45-2", "corrected=refused", ("illegal_gains",), ()),
        ("gmo-50", "", (), ("illegal_gains", "goods")),
    ],
)
def test_confiscation_follows_grade_and_failure(
    offence: str, told: str, must: tuple[str, ...], may: tuple[str, ...]
) -> None:
    found = computed(offence, told)
    assert (found.confiscate, found.confiscate_optional) == (must, may)


@pytest.mark.parametrize(
    ("offence", "told", "act", "mode"),
    [
        ("pesticide-55-1-2", "", "none", ""),
        ("pesticide-55-1-2", "grade=serious", "revoke", "must"),
        ("seed-74-1", "", "revoke", "must"),
        ("pesticide-58-1", "corrected=refused", "revoke", "must"),
        ("pesticide-58-1", "grade=serious", "revoke", "must"),
        ("pesticide-58-1", "corrected=no", "none", ""),
        ("seed-76-1-1", "", "revoke", "may"),
        ("epidemic-106-2-1", "", "suspend", "must"),
        ("epidemic-106-2-1", "grade=serious", "revoke", "must"),
    ],
)
def test_licence_follows_the_facts(offence: str, told: str, act: str, mode: str) -> None:
    licence = computed(offence, told).licence
    assert (licence.act, licence.mode) == (act, mode)


def test_suspended_practice_has_its_months() -> None:
    licence = computed("epidemic-106-2-1").licence
    assert (licence.months, licence.which) == ((6, 12), "动物诊疗活动")


def test_revocation_asks_who_issued_the_licence() -> None:
    assert any("发证机关" in each for each in computed("seed-74-1").warnings)


@pytest.mark.parametrize(
    ("offence", "told", "measure", "to"),
    [
        ("pig-31-3", "", "revoke_licence", "设区的市级人民政府"),
        ("seed-71", "grade=serious", "revoke_licence", "省级以上主管部门"),
        ("agriproduct-65", "", "revoke_licence", "颁发证书的机关"),
        ("agriproduct-70-1-1", "grade=serious", "detention", "公安机关"),
        ("feed-43-1", "grade=serious", "revoke_business_licence", "市场监督管理部门"),
        ("seed-86", "", "public_order_penalty", "公安机关"),
        ("seed-83", "", "punish", "省级以上农业农村主管部门"),
        ("gmo-44", "", "punish", "国务院农业农村主管部门"),
    ],
)
def test_measure_of_another_body_is_a_referral(offence: str, told: str, measure: str, to: str) -> None:
    referrals = {each.measure: each for each in computed(offence, told).referrals}
    assert referrals[measure].to == to and referrals[measure].text


@pytest.mark.parametrize(
    ("offence", "told"),
    [("seed-71", ""), ("seed-71", "grade=serious authority=province"), ("seed-83", "authority=state")],
)
def test_nothing_is_referred_where_this_body_may_act_or_nothing_follows(offence: str, told: str) -> None:
    assert computed(offence, told).referrals == ()


def test_province_revokes_itself_what_a_province_may() -> None:
    assert computed("seed-71", "grade=serious authority=province").licence.act == "revoke"


@pytest.mark.parametrize(
    ("offence", "told", "stop"),
    [
        ("agriproduct-76", "", "must"),
        ("seed-86", "", "may"),
        ("feed-43-1", "", "none"),
        ("feed-43-1", "grade=serious", "must"),
        ("stock-91-a", "corrected=no", "none"),
        ("stock-91-a", "corrected=refused", "must"),
        ("vetdrug-59-1-a", "corrected=no", "must"),
        ("epidemic-108-1", "corrected=refused", "may"),
        ("dairy-59", "consequence=yes", "must"),
        ("pig-35", "", "must_if_slaughterhouse"),
        ("pig-35", "who=individual", "none"),
    ],
)
def test_business_is_stopped_as_the_facts_ask(offence: str, told: str, stop: str) -> None:
    assert computed(offence, told).stop_business == stop


@pytest.mark.parametrize(
    ("offence", "told", "years"),
    [
        ("pesticide-55-1-1", "", 10),
        ("pesticide-55-1-2", "", None),
        ("pesticide-55-1-2", "grade=serious", 10),
        ("vetdrug-56-b", "", LIFE),
        ("epidemic-97-1-1", "", 5),
        ("feed-38-1", "", None),
        ("feed-38-1", "grade=serious", 10),
        ("pig-31-3", "", 5),
        ("seed-76-1-1", "", None),
        ("seed-74-1", "", None),
        ("agriproduct-65", "", None),
    ],
)
def test_trade_ban_follows_what_it_hangs_on(offence: str, told: str, years: int | None) -> None:
    assert computed(offence, told).ban_years == years


def test_ban_of_a_licence_that_may_be_revoked_is_said() -> None:
    assert any("5年内不得" in each for each in computed("seed-76-1-1").warnings)


def test_ban_that_hangs_on_a_court_is_told_and_not_computed() -> None:
    assert any("被判处徒刑的" in line.text for line in computed("seed-74-1").lines)


def test_disputed_ban_for_life_is_sent_to_legal_review() -> None:
    assert any("法制机构审核" in each for each in computed("vetdrug-56-b").warnings)


def test_every_measure_is_told_in_words_with_its_article() -> None:
    lines = computed("pesticide-55-1-2", "grade=serious").lines
    assert [line.text for line in lines[:-1]] == [
        "责令停止违法行为",
        "应当没收违法所得、违法物品、工具",
        "应当吊销农药经营许可证",
        "直接负责的主管人员10年内不得从事相关生产经营活动",
    ]
    assert {line.basis for line in lines} == {"农药管理条例 第五十五条第一款第二项"}


def test_body_that_issued_the_licence_punishes_itself() -> None:
    assert any("由发证机关处罚" in each for each in computed("feed-36").warnings)


def test_article_for_organisations_asks_whether_a_household_is_meant() -> None:
    assert any("针对的是单位" in each for each in computed("agriproduct-69-a", "who=household corrected=no").warnings)
    assert not any("针对的是" in each for each in computed("agriproduct-69-a", "who=unit corrected=no").warnings)
    assert any("针对的是个人" in each for each in computed("machinery-52", "who=unit").warnings)


def test_text_that_was_replaced_names_what_may_be_milder() -> None:
    (told,) = (each for each in computed("fishery2013-38-3", "act_on=2026-04-30").warnings if "取代" in each)
    assert "2026-05-01" in told and "处罚较轻" in told and "第三十七条" in told


def test_day_up_to_which_the_texts_were_read_is_said() -> None:
    within, after = (computed("machinery-50", f"act_on={day}").lines[-1].text for day in ("2025-04-19", "2025-04-20"))
    assert within == "案由库所据文本截至2025-04-19"
    assert after.startswith(within) and "先核对条文" in after
