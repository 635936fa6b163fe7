"""A case written as a script reads back as the same case, and the file looks like one an officer would write."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings

from exports.script import write_script
from procedures.case import Act, Case, Certificate, Conduct, Document, Goods, Officer, Party
from procedures.kinds import kinds
from procedures.script import read_script, read_script_file
from resources import path
from tests.strategies import cases, plain_act

SAMPLES = sorted(path("samples").glob("*.toml"))
OFFICERS = (
    Officer("A", "张某", (Certificate("18010001", date(2020, 1, 1), date(2026, 12, 31)),)),
    Officer("B", "李某", (Certificate("18010002", date(2020, 1, 1), date(2026, 12, 31)),)),
)
PARTY = Party("p1", "legal_person", "某农资有限公司", True)
HAND_CASE = Case(
    title="某农资有限公司经营劣质农药案",
    complex=True,
    constructed=("act-1.fine",),
    as_of=date(2024, 10, 9),
    settings={"hearing": {"citizen": 100000, "inclusive": True}, "signals": {"notice": Decimal("0.20")}},
    officers=OFFICERS[:1],
    parties=(PARTY,),
    conducts=(Conduct("c1", "p1", date(2024, 3, 1), "pesticide-56", facts={"goods_value": 1200000}),),
    goods=(Goods("某农药", "12.50", unit="kg", price=1999),),
    acts=(
        Act(
            "act-1",
            "decision_made",
            date(2024, 9, 18),
            at=time(9, 30),
            officers=("A",),
            fields={"fine": 2000000, "kinds": ("warning",)},
            document=Document("29", "浏农罚〔2024〕1号"),
        ),
    ),
)
HAND_FILE = """\
format = 1
as_of = 2024-10-09
ruleset = "liuyang"

[settings]
hearing = { citizen = 1000.00, inclusive = true }
signals = { notice = 0.20 }

[case]
title = "某农资有限公司经营劣质农药案"
complex = true
constructed = ["act-1.fine"]

[[officer]]
id = "A"
name = "张某"
certificate = "18010001"
valid_from = 2020-01-01
valid_until = 2026-12-31

[[party]]
id = "p1"
kind = "legal_person"
name = "某农资有限公司"
in_business = true

[[conduct]]
id = "c1"
party = "p1"
offence = "pesticide-56"
on = 2024-03-01
facts = { goods_value = 12000.00 }

[[goods]]
name = "某农药"
quantity = 12.50
unit = "kg"
price = 19.99

[[act]]
kind = "decision_made"
on = 2024-09-18
at = 09:30:00
officers = ["A"]
fine = 20000.00
kinds = ["warning"]
document = { form = "29", number = "浏农罚〔2024〕1号" }
"""


@given(cases())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_case_reads_back_as_it_was(case: Case) -> None:
    assert read_script(write_script(case), "写出.toml") == case


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_act_reads_back_with_all_its_fields(kind: str) -> None:
    @given(plain_act(kinds()[kind]))
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def reads_back(act: Act) -> None:
        lead = Act("act-0", "complaint_answered", date(2024, 1, 1))
        case = Case(officers=OFFICERS, parties=(PARTY,), acts=(lead, act))
        assert read_script(write_script(case), "写出.toml") == case

    reads_back()


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_is_written_and_read_without_loss(file) -> None:
    case = read_script_file(file)
    again = read_script(write_script(case), file.name)
    assert again == case
    assert again.expect == case.expect
    assert write_script(again) == write_script(case)


def test_the_file_looks_like_one_written_by_hand() -> None:
    assert write_script(HAND_CASE) == HAND_FILE


def test_text_of_several_lines_stays_readable() -> None:
    act = Act("act-1", "crime_suspected", date(2024, 1, 1), fields={"grounds": "第一行\n第二行"})
    assert 'grounds = """\n第一行\n第二行"""\n' in write_script(Case(acts=(act,)))


def test_a_long_list_is_written_one_row_a_line() -> None:
    items = tuple(MappingProxyType({"name": f"某农药{number}", "unit_price": 100}) for number in range(9))
    act = Act("act-1", "sample_taken", date(2024, 1, 1), fields={"items": items})
    text = write_script(Case(acts=(act,)))
    assert '    { name = "某农药8", unit_price = 1.00 },\n]' in text
    assert read_script(text, "写出.toml").acts == (act,)


def test_renewed_certificates_are_written_as_a_list() -> None:
    renewed = (*OFFICERS[0].certificates, Certificate("18020001", date(2027, 1, 1), date(2031, 12, 31)))
    case = Case(officers=(replace(OFFICERS[0], certificates=renewed), Officer("C", "赵某")))
    text = write_script(case)
    assert '{ no = "18020001", valid_from = 2027-01-01, valid_until = 2031-12-31 }' in text
    assert "certificates = []" in text
    assert read_script(text, "写出.toml") == case


def test_an_id_that_the_place_would_give_to_another_act_is_written() -> None:
    first = Act("act-2", "complaint_answered", date(2024, 1, 1))
    second = Act("act-1", "complaint_answered", date(2024, 1, 2))
    case = Case(acts=(first, second))
    assert read_script(write_script(case), "写出.toml") == case


def test_empty_cell_of_a_row_is_left_out() -> None:
    rows = ({"name": "决定书复印件", "copies": 1, "pages": None},)
    act = Act(
        "filed",
        "objection_submitted",
        date(2024, 10, 28),
        fields={"recipient": "city_government"},
        values={"attachments": rows},
    )
    text = write_script(Case(acts=(act,)))
    (read,) = read_script(text, "case.toml").acts
    assert read.values["attachments"] == ({"name": "决定书复印件", "copies": 1},)
