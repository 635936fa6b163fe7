"""The columns of a ledger: strictly read, each backed by something stored, personal ones masked."""

from datetime import date
from typing import Any

import pytest

from forms.ledger.columns import SOURCES, Source, columns_of, groups_of, read_columns
from forms.ledger.masking import masked
from models.ledger_sql import stored_columns
from models.tables.ledger import LedgerRow
from procedures.lawdata import read_toml
from procedures.problems import DataError
from resources import path


def raw() -> dict[str, Any]:
    """The shipped file."""
    return read_toml(path("ledgers", "columns.toml"), "columns.toml")


def test_cases_offer_what_the_yearly_return_counts() -> None:
    offered = columns_of("cases")
    assert {"opened_on", "closed_on", "sector", "procedure", "goods_value", "fine", "confiscated"} <= set(offered)
    assert {"transferred", "hearing", "reconsideration", "suit", "major", "signal"} <= set(offered)
    assert list(groups_of("cases")) == ["案件", "当事人", "程序", "处罚", "日期", "金额", "备案与监督"]


@pytest.mark.parametrize("source", SOURCES)
def test_every_column_is_backed_by_something_stored(source: Source) -> None:
    assert set(stored_columns(source, date(2026, 1, 1))) == set(columns_of(source))


def test_every_stored_column_of_the_ledger_row_is_offered_or_serves_another_one() -> None:
    serving = {"case_id", "party", "decision", "filing_owed", "notice_from", "yellow_from", "red_from"}
    stored = {field.column_name for field in LedgerRow._meta.sorted_fields}
    computed = {"repeated", "filing_left", "days_left", "signal"}
    assert stored - serving == set(columns_of("cases")) - computed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "number"}, "columns.toml：cases.1.kind"),
        ({"colour": "red"}, "columns.toml：cases.1.colour"),
        ({"width": 0}, "columns.toml：cases.1.width"),
        ({"width": 500}, "columns.toml：cases.1.width"),
        ({"personal": "name"}, "columns.toml：cases.1.personal"),
        ({"kind": "choice", "choices": "no_such_list"}, "columns.toml：cases.1.choices"),
    ],
)
def test_a_wrong_column_is_named_with_file_and_key(change: dict[str, Any], told: str) -> None:
    broken = raw()
    broken["cases"][0] |= change
    with pytest.raises(DataError) as error:
        read_columns(broken, "columns.toml")
    assert told in str(error.value)


def test_a_column_named_twice_is_refused() -> None:
    broken = raw()
    broken["filings"].append(broken["filings"][0])
    with pytest.raises(DataError, match="重复"):
        read_columns(broken, "columns.toml")


@pytest.mark.parametrize(
    ("personal", "text", "shown"),
    [
        ("identity", "430181197903129995", "430181********9995"),
        ("identity", "43018119", "********"),
        ("phone", "13900000000", "139****0000"),
        ("phone", "84123", "*****"),
        ("address", "浏阳市某镇某村三组", "浏阳市某镇某****"),
        ("identity", "", ""),
    ],
)
def test_what_is_personal_is_masked(personal: Any, text: str, shown: str) -> None:
    assert masked(personal, text) == shown
