"""`app.py penalty`: the contract's examples to the letter, exit statuses, nothing on standard output when refused."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent
KEYS = [
    "offence",
    "title",
    "violated",
    "penalty",
    "bands",
    "no_fine",
    "confiscate",
    "confiscate_optional",
    "licence",
    "stop_business",
    "ban_years",
    "referrals",
    "major",
    "proposed",
    "transfer_check",
    "warnings",
]
FIRST = """{
  "offence": "pesticide-55-1-1",
  "title": "无农药经营许可证经营农药案",
  "violated": [
    "农药管理条例 第二十四条第一款"
  ],
  "penalty": "农药管理条例 第五十五条第一款第一项",
  "bands": [
    {
      "who": "any",
      "min": 5000.00,
      "max": 50000.00,
      "mode": "must",
      "how": "货值金额不足1万元：5000元以上5万元以下"
    }
  ],
  "no_fine": null,
  "confiscate": [
    "illegal_gains",
    "goods",
    "tools"
  ],
  "confiscate_optional": [],
  "licence": {
    "act": "none"
  },
  "stop_business": "none",
  "ban_years": 10,
  "referrals": [],
  "major": "always",
  "proposed": {
    "fine": 4999.00,
    "lawful": false,
    "why": "低于法定最低罚款5000元；没有记载减轻处罚的情形，不得低于幅度"
  },
  "transfer_check": null,
  "warnings": []
}
"""


def answer(capsys: pytest.CaptureFixture[str], *given: str) -> dict[str, object]:
    assert app.main(["penalty", *given]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("案由库所据文本截至2025-04-19") and told.err.count("\n") == 1
    found: dict[str, object] = json.loads(told.out, parse_float=Decimal)
    return found


def refused(capsys: pytest.CaptureFixture[str], status: int, *given: str) -> str:
    assert app.main(["penalty", *given]) == status
    told = capsys.readouterr()
    assert told.out == "" and told.err and "Traceback" not in told.err
    return told.err


def test_first_example_of_the_contract_comes_out_to_the_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["penalty", "pesticide-55-1-1", "goods_value=9000.00", "proposed_fine=4999"]) == 0
    assert capsys.readouterr().out == FIRST


def test_transfer_example_of_the_contract_comes_out_to_the_letter(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "pesticide-55-1-2", "goods_value=50001", "sales=49999", "unsold=2")
    assert list(found) == KEYS
    assert found["transfer_check"] == {
        "reached": False,
        "grounds": [
            {
                "crime": "刑法第一百四十条",
                "computed": Decimal("149999.00"),
                "threshold": Decimal("150000.00"),
                "reached": False,
            }
        ],
    }


def test_two_offences_for_one_act_name_the_one_that_governs(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "vetdrug-63-a", "agriproduct-70-1-2", "--same-act", "goods_value=10000", "who=unit")
    assert list(found) == ["offences", "governing", "why"]
    assert found["governing"] == "agriproduct-70-1-2"
    offences = found["offences"]
    assert isinstance(offences, list) and [list(each) for each in offences] == [KEYS, KEYS]


@pytest.mark.parametrize(
    "given",
    [
        ("--same-act", "vetdrug-63-a", "agriproduct-70-1-2", "goods_value=10000"),
        ("vetdrug-63-a", "agriproduct-70-1-2", "goods_value=10000", "--same-act"),
        ("vetdrug-63-a", "--same-act", "goods_value=10000", "agriproduct-70-1-2"),
    ],
)
def test_facts_may_stand_before_or_after_the_option(capsys: pytest.CaptureFixture[str], given: tuple[str, ...]) -> None:
    assert answer(capsys, *given)["governing"] == "agriproduct-70-1-2"


def test_measure_of_another_body_is_a_referral(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "pig-31-3", "act_on=2024-01-01")
    assert found["licence"] == {"act": "none"} and found["ban_years"] == 5
    assert found["referrals"] == [
        {
            "measure": "revoke_licence",
            "to": "设区的市级人民政府",
            "text": "应当吊销生猪定点屠宰证书，由设区的市级人民政府决定，移送处理",
        }
    ]


def test_no_fine_has_no_band_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "machinery-50")
    assert found["bands"] == [] and "拒不改正的，才处罚款" in str(found["no_fine"])


def test_crime_that_asks_for_no_amount_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "agriproduct-70-1-1", "goods_value=1", "who=operator")
    assert "刑法第一百四十四条" in str(found["warnings"])


def test_recalled_amount_of_a_crime_is_shown_as_unconfirmed(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "pesticide-55-1-1", "goods_value=1", "sales=900000")
    assert found["transfer_check"] == {"reached": False, "grounds": []}
    assert "待确认" in str(found["warnings"])


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), "案由编号"),
        (("no-such-offence",), "no-such-offence"),
        (("pesticide-55-1-1", "weight=1"), "weight"),
        (("pesticide-55-1-1", "who=farmer"), "who"),
        (("pesticide-55-1-1", "goods_value=-1"), "goods_value"),
        (("pesticide-55-1-1", "goods_value=1.234"), "goods_value"),
        (("pesticide-55-1-1", "act_on=2024-02-30"), "act_on"),
        (("pesticide-55-1-1", "goods_value=1", "goods_value=1"), "goods_value"),
        (("pesticide-55-1-1", "pesticide-55-1-2"), "--same-act"),
        (("pesticide-55-1-1", "--same-act"), "--same-act"),
        (("pesticide-55-1-1", "pesticide-55-1-1", "--same-act"), "两次"),
        (("fertilizer-27-1", "goods_value=x"), "goods_value"),
    ],
)
def test_bad_call_is_refused(capsys: pytest.CaptureFixture[str], given: tuple[str, ...], named: str) -> None:
    assert named in refused(capsys, 2, *given)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("fertilizer-27-1", "illegal_gains=1160"), "尚未核对"),
        (("seed-74-1", "act_on=2021-10-01"), "2022-03-01"),
        (("fishery2013-38-1-a", "act_on=2026-05-01"), "《中华人民共和国渔业法》（2025年修订）"),
        (("fishery2013-38-1-a", "act_on=2026-05-01"), "2026-05-01起"),
        (("pvp2014-42", "act_on=2025-06-01"), "植物新品种保护条例"),
        (("pesticide-55-1-1", "fertilizer-27-1", "--same-act"), "尚未核对"),
    ],
)
def test_what_the_catalogue_can_not_say_is_refused(
    capsys: pytest.CaptureFixture[str], given: tuple[str, ...], named: str
) -> None:
    assert named in refused(capsys, 3, *given)


def test_last_day_of_a_superseded_text_is_still_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "fishery2013-38-1-a", "act_on=2026-04-30")["bands"]


def test_unknown_option_is_refused_by_the_program() -> None:
    command = [sys.executable, str(ROOT / "app.py"), "penalty", "pesticide-55-1-1", "--loud"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stdout) == (2, "") and "--loud" in ended.stderr
