"""A case script is read whole or refused by file, key and what was expected; what is odd but readable is a warning."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.case import Act, Case, Certificate, Conduct, Document, Evidence, Goods, Officer, Party
from procedures.problems import DataError
from procedures.script import ScriptError, read_script, read_script_file, script_warnings
from resources import path

BROKEN = sorted((Path(__file__).parent / "broken_scripts").glob("*.toml"))
PARTY = '[[party]]\nid = "p1"\nkind = "legal_person"\nname = "某农资有限公司"\nin_business = true\n'
SECOND = '[[party]]\nid = "p2"\nkind = "citizen"\nname = "王某"\nin_business = false\n'


def _read(*parts: str) -> Case:
    return read_script("format = 1\n" + "\n".join(parts), "案.toml")


def _act(kind: str, *lines: str) -> str:
    return "\n".join(["[[act]]", f'kind = "{kind}"', "on = 2024-09-18", *lines, ""])


WHOLE_SCRIPT = (
    "as_of = 2024-10-09\n",
    '[settings]\nhearing = { citizen = 1000, inclusive = false }\nfiling_kinds = ["close_business"]\n'
    'signals = { notice = 0.20, yellow = 1 }\nsole_trader_as = "organisation"\nstatement_days = 5\n',
    '[case]\ntitle = "某案"\nnumber = "浏农(农药)立〔2024〕12号"\ncomplex = true\nconstructed = ["act-1.fine"]\n',
    '[[officer]]\nid = "A"\nname = "张某"\ncertificate = "1"\nvalid_from = 2020-01-01\nvalid_until = 2026-12-31\n',
    '[[officer]]\nid = "B"\nname = "李某"\n'
    'certificates = [{ no = "2", valid_from = 2020-01-01, valid_until = 2022-12-31 }]\n',
    PARTY + 'born_on = 1979-03-12\naddress = "浏阳市"\n',
    '[[conduct]]\nid = "c1"\nparty = "p1"\non = 2024-03-01\nuntil = 2024-05-20\nharm_to_life = true\n'
    'facts = { goods_value = 12000.00, illegal_gains = "unknown", area_m2 = 500, act_on = 2024-03-01, '
    'grade = "serious" }\n',
    '[[goods]]\nname = "某农药"\nquantity = 12.50\nsold = 3\nreturned = ""\nprice = 19.99\n',
    '[[evidence]]\nid = "e1"\nkind = "书证"\nname = "进货单"\ncopies = 1\nfile = "photos/1.jpg"\n',
    _act(
        "decision_made",
        "at = 09:30:00",
        'officers = ["A", "B"]',
        "fine = 20000",
        'fines = [{ offence = "pesticide-56", amount = 20000.00 }]',
        'document = { form = "29", number = "浏农罚〔2024〕1号" }',
        'values = { weight = 1.50, told_on = 2024-09-01, rows = [["甲", 1]] }',
    ),
)
WHOLE_CASE = Case(
    title="某案",
    number="浏农(农药)立〔2024〕12号",
    complex=True,
    constructed=("act-1.fine",),
    as_of=date(2024, 10, 9),
    settings={
        "hearing": {"citizen": 100_000, "inclusive": False},
        "filing_kinds": ("close_business",),
        "signals": {"notice": Decimal("0.20"), "yellow": Decimal(1)},
        "sole_trader_as": "organisation",
        "statement_days": 5,
    },
    officers=(
        Officer("A", "张某", (Certificate("1", date(2020, 1, 1), date(2026, 12, 31)),)),
        Officer("B", "李某", (Certificate("2", date(2020, 1, 1), date(2022, 12, 31)),)),
    ),
    parties=(Party("p1", "legal_person", "某农资有限公司", True, address="浏阳市", born_on=date(1979, 3, 12)),),
    conducts=(
        Conduct(
            "c1",
            "p1",
            date(2024, 3, 1),
            until=date(2024, 5, 20),
            harm_to_life=True,
            facts={
                "goods_value": 1_200_000,
                "illegal_gains": "unknown",
                "area_m2": Decimal(500),
                "act_on": date(2024, 3, 1),
                "grade": "serious",
            },
        ),
    ),
    goods=(Goods("某农药", "12.50", sold="3", price=1999),),
    evidence=(Evidence("e1", "书证", "进货单", copies=1, file="photos/1.jpg"),),
    acts=(
        Act(
            "act-1",
            "decision_made",
            date(2024, 9, 18),
            at=time(9, 30),
            officers=("A", "B"),
            fields={"fine": 2_000_000, "fines": ({"offence": "pesticide-56", "amount": 2_000_000},)},
            values={"weight": Decimal("1.50"), "told_on": date(2024, 9, 1), "rows": (("甲", 1),)},
            document=Document("29", "浏农罚〔2024〕1号"),
        ),
    ),
)


def _refusal(*parts: str) -> ScriptError:
    with pytest.raises(ScriptError) as refused:
        _read(*parts)
    return refused.value


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_script_is_refused_with_file_key_and_remedy(file: Path) -> None:
    words = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# 应说：").split(" | ")
    with pytest.raises(ScriptError) as refused:
        read_script_file(file)
    message = str(refused.value)
    assert message.startswith(f"{file.name}：")
    assert [word for word in words if word not in message] == []


def test_the_folder_of_broken_scripts_is_there() -> None:
    assert len(BROKEN) > 160


def test_a_refusal_is_a_data_error_with_file_and_key() -> None:
    error = _refusal(PARTY, _act("decision_made", "fine = -1"))
    assert isinstance(error, DataError)
    assert (error.file, error.key) == ("案.toml", "act[1].fine")
    assert error.expected.startswith("处罚决定（decision_made）：“罚款”应为金额")


def test_a_file_that_is_missing_or_not_text_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"没有\.toml：读不了这个文件"):
        read_script_file(tmp_path / "没有.toml")
    with pytest.raises(ScriptError, match="读不了这个文件"):
        read_script_file(tmp_path)
    latin = tmp_path / "gbk.toml"
    latin.write_bytes("format = 1 # 案".encode("gb18030"))
    with pytest.raises(ScriptError, match=r"gbk\.toml：第 14 个字节起不是 UTF-8"):
        read_script_file(latin)


def test_a_mark_at_the_start_of_the_file_is_no_trouble(tmp_path: Path) -> None:
    file = tmp_path / "案.toml"
    file.write_bytes(b"\xef\xbb\xbfformat = 1\r\n")
    assert read_script_file(file) == Case()


def test_endless_nesting_is_refused() -> None:
    words = _refusal("x = " + "[" * 50_000).expected
    assert "嵌套太深" in words or "不是有效的 TOML" in words


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "1e400", "-1e400", "1e-400", "0." + "0" * 400 + "1"])
def test_no_number_is_too_large_or_too_fine_to_be_refused(number: str) -> None:
    error = _refusal(PARTY, _act("decision_made", f"fine = {number}"))
    assert error.key in ("act[1].fine", "")


@pytest.mark.parametrize("file", sorted(path("samples").glob("*.toml")), ids=lambda file: file.stem)
def test_the_samples_are_read_without_a_warning(file: Path) -> None:
    assert script_warnings(read_script_file(file)) == ()


def test_a_whole_case_is_read_into_the_shapes_of_the_rules() -> None:
    assert _read(*WHOLE_SCRIPT) == WHOLE_CASE


def test_a_required_text_person_or_list_may_be_empty_and_differs_from_absent() -> None:
    case = _read(
        _act("case_not_opened", 'reason = ""', 'approved_by = ""'),
        _act("discussion_held", 'presided_by = ""', "attendees = []"),
        _act("sample_taken", "items = []"),
        _act("interview_held", 'respondent = ""', 'role = ""'),
        _act("interview_held", 'respondent = ""'),
        _act("recusal_decided", 'officer = ""', "recused = false"),
    )
    assert [dict(act.fields) for act in case.acts] == [
        {"reason": "", "approved_by": ""},
        {"presided_by": "", "attendees": ()},
        {"items": ()},
        {"respondent": "", "role": ""},
        {"respondent": ""},
        {"officer": "", "recused": False},
    ]


def test_items_may_be_names_or_rows() -> None:
    case = _read(_act("sample_taken", 'items = ["某农药", { name = "某种子", quantity = 2, unit_price = 3.5 }]'))
    assert case.acts[0].get("items") == ({"name": "某农药"}, {"name": "某种子", "quantity": "2", "unit_price": 350})


def test_acts_get_an_id_by_place_unless_they_bring_one() -> None:
    case = _read(*[_act("complaint_answered", *lines) for lines in ([], ['id = "x"'], ['ref = "x"'])])
    assert [(act.id, act.ref) for act in case.acts] == [("act-1", ""), ("x", ""), ("act-3", "x")]


def test_an_act_may_refer_to_one_that_stands_after_it() -> None:
    case = _read(_act("act_voided", 'ref = "act-2"', 'reason = "错录"'), _act("complaint_answered"))
    assert case.live_acts() == ()


def test_until_is_a_date_where_time_is_extended() -> None:
    case = _read(
        PARTY,
        _act("decision_extended", "until = 2024-12-01", 'approved_by = "A"', 'level = "head"'),
        _act("decision_extended", "days = 30", 'approved_by = "A"', 'level = "superior"'),
        _act("deferral_approved", "until = 2024-12-01"),
        _act(
            "site_inspected",
            "at = 08:40:00",
            "until = 08:52:30",
            *[f'{key} = ""' for key in SITE],
            "certificates_shown = true",
        ),
    )
    assert [act.until for act in case.acts] == [date(2024, 12, 1), None, date(2024, 12, 1), time(8, 52, 30)]
    assert case.acts[1].get("days") == 30


SITE = ("place", "reason", "matter", "content", "object")


def test_an_approval_may_have_its_own_day_and_time() -> None:
    lines = ('approved_by = "局长"', "approved_on = 2024-09-17", "approved_at = 16:00:00")
    assert _read(_act("case_opened", *lines)).acts[0].fields == {
        "approved_by": "局长",
        "approved_on": date(2024, 9, 17),
        "approved_at": time(16),
    }


def test_among_several_parties_only_acts_that_concern_one_must_name_it() -> None:
    case = _read(
        PARTY,
        SECOND,
        _act("case_opened", 'approved_by = "局长"'),
        _act("discussion_held", 'presided_by = "局长"', "attendees = []"),
        _act("decision_made", 'party = "p2"', "fine = 100.00"),
        _act("case_closed", 'ground = "performed"', 'approved_by = "局长"'),
    )
    assert [act.party for act in case.acts] == ["", "", "p2", ""]


def test_history_that_breaks_the_law_is_read() -> None:
    case = _read(PARTY, _act("decision_made", "fine = 99999999.99"), _act("case_opened", 'approved_by = ""'))
    assert case.acts[0].get("fine") == 9_999_999_999


@pytest.mark.parametrize(
    ("written", "fen"),
    [("0.01", 1), ("0.10", 10), ("1", 100), ("20000.00", 2_000_000), ("1_000.5", 100_050), ("2e4", 2_000_000), ("0", 0),
     ("0.1", 10), ("0.29", 29), ("4.35", 435), ("1.10000", 110), ("-0.0", 0), ("999999999999.99", 99_999_999_999_999)],
)  # fmt: skip
def test_amounts_are_exact_to_the_fen(written: str, fen: int) -> None:
    amount = _read(PARTY, _act("fine_paid", f"amount = {written}")).acts[0].get("amount")
    assert (amount, type(amount)) == (fen, int)


def test_names_and_texts_are_counted_up_to_their_limits() -> None:
    name = "某" * 200
    assert _read(PARTY.replace("某农资有限公司", name)).parties[0].name == name
    assert len(_read(_act("complaint_answered", f'note = "{"字" * 20_000}"')).acts[0].note) == 20_000
    assert "超过 20000 个字" in _refusal(_act("complaint_answered", f'note = "{"字" * 20_001}"')).expected
    too_long = _refusal(_act("complaint_answered", f'values = {{ facts = "{"字" * 20_001}" }}'))
    assert too_long.key == "act[1].values.facts"
    assert "超过 20000 个字" in too_long.expected


def test_long_text_keeps_its_lines() -> None:
    assert _read(_act("complaint_answered", 'note = """\n第一行\n\t第二行"""')).acts[0].note == "第一行\n\t第二行"


def test_what_a_test_expects_is_kept_and_never_checked() -> None:
    case = _read("[expect]\nanything = [1, 2.50, { deep = 1024-01-01 }]\n")
    assert case.expect["anything"][1] == Decimal("2.50")
    assert case == Case()


def test_wrong_check_digits_and_fines_that_do_not_add_up_are_warnings() -> None:
    case = _read(
        PARTY + 'credit_code = "91430181MA4L000021"\n',
        SECOND + 'identity_no = "430181197903129990"\n',
        _act(
            "decision_made",
            'party = "p1"',
            "fine = 100.00",
            'fines = [{ offence = "a", amount = 60.00 }, { offence = "b", amount = 50.00 }]',
        ),
    )
    found = script_warnings(case)
    assert [problem.where for problem in found] == ["party.p1.credit_code", "party.p2.identity_no", "act-1.fines"]
    assert "最后一位应为 0" in found[0].text
    assert "最后一位应为 5" in found[1].text
    assert {problem.severity for problem in found} == {"formal"}
