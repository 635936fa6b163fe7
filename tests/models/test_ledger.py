"""Asking the ledger: conditions, order, pages, totals and tables, equally on both databases."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.ledger.columns import columns_of
from forms.ledger.conditions import Condition
from forms.ledger.layout import Axis, PivotLayout, Sort
from models.ledger_pivot import pivot
from models.ledger_reading import ledger_count, ledger_rows, ledger_years
from models.office import RegisteredOfficer
from models.operations.office import record_officer
from models.queries.ledger import ledger_page, ledger_totals
from models.queries.ledger_charts import count_by_month, median_days, sum_by
from models.session import Session
from procedures.problems import RuleError
from tests.builders import make_officer, make_party, make_simple_case
from tests.models.conftest import NOW
from tests.models.faults_office import TODAY as FAULT_DAY
from tests.models.faults_office import furnish, registered
from tests.models.ledger_cases import (
    CASES,
    CERTIFICATES,
    FILINGS,
    FINDINGS,
    TODAY,
    LedgerQuestion,
    asked,
    column,
    layout,
    stored,
    with_samples,
)

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def filled(shared_session: Session) -> Session:
    """An office with all samples; no test of this module changes it."""
    return with_samples(shared_session)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Condition("opened_on", "between", YEAR), 5),
        (Condition("opened_on", "at_least", (date(2026, 10, 9),)), 2),
        (Condition("opened_on", "at_most", (date(2023, 12, 31),)), 2),
        (Condition("party_name", "contains", ("种子",)), 1),
        (Condition("party_name", "lacks", ("某",)), 0),
        (Condition("party_name", "is", ("聂某",)), 1),
        (Condition("sector", "is", ("pesticide", "seed")), 5),
        (Condition("sector", "is_not", ("pesticide", "seed")), 9),
        (Condition("fine", "at_least", (2000000,)), 3),
        (Condition("fine", "between", (100000, 200000)), 5),
        (Condition("fine", "at_most", (10000,)), 1),
        (Condition("closed_on", "empty"), 2),
        (Condition("closed_on", "filled"), 12),
        (Condition("major", "is", ("yes",)), 4),
        (Condition("filing_left", "filled"), 0),
        (Condition("goods_value", "empty"), 3),
    ],
)
def test_a_condition_keeps_the_rows_it_names(filled: Session, condition: Condition, found: int) -> None:
    question = asked("case_title", filters=(condition,))
    assert ledger_count(filled, question).rows == found == len(list(ledger_rows(filled, question)))


@pytest.mark.parametrize("word", ["%", "_", "\\", "'", '"; DROP TABLE ledger_row; --', "?", "％"])
def test_signs_of_sql_are_only_text(filled: Session, word: str) -> None:
    assert ledger_count(filled, asked(filters=(Condition("party_name", "contains", (word,)),))).rows == 0
    assert ledger_count(filled, asked(words=word)).rows == 0
    assert ledger_count(filled, asked()).rows == 14


def test_a_party_with_signs_of_sql_in_its_name_is_found(session: Session) -> None:
    stored(session, make_simple_case(parties=(make_party(name="a%b_c\\d公司"),)))
    for word in ("a%b", "b_c", "c\\d", "A%B"):
        assert ledger_count(session, asked(filters=(Condition("party_name", "contains", (word,)),))).rows == 1


@pytest.mark.parametrize("key", sorted(columns_of("cases")))
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_can_be_sorted_by_and_batches_lose_no_row(filled: Session, key: str, descending: bool) -> None:
    question = asked("case_title", key, sort=(Sort(key, descending),))
    whole = list(ledger_rows(filled, question, batch=100))
    assert list(ledger_rows(filled, question, batch=3)) == whole
    assert len({row[0] for row in whole}) == 14
    values = [row[1] for row in whole]
    if columns_of("cases")[key].kind in ("day", "money", "integer"):
        told = [value for value in values if value is not None]
        assert told == sorted(told, reverse=descending)
        assert values == (told + [None] * (14 - len(told)) if descending else [None] * (14 - len(told)) + told)


def test_two_columns_in_different_directions(filled: Session) -> None:
    question = asked("sector", "opened_on", sort=(Sort("sector"), Sort("opened_on", descending=True)))
    whole = list(ledger_rows(filled, question))
    assert list(ledger_rows(filled, question, batch=2)) == whole
    assert [row[1] for row in whole if row[0] == "农药"] == [date(2025, 3, 19), date(2024, 5, 23), date(2024, 2, 1)]
    assert [row[0] for row in whole][:3] == ["种子", "种子", "农药"]  # in the order in which sectors are listed


def test_pages_go_on_where_the_last_one_ended_and_name_the_case(filled: Session) -> None:
    first = ledger_page(filled, LedgerQuestion(CASES, TODAY), limit=10)
    second = ledger_page(filled, LedgerQuestion(CASES, TODAY), after=first.after, limit=10)
    assert (len(first.lines), len(second.lines), second.after) == (10, 4, None)
    opened = {line.opens for line in (*first.lines, *second.lines)}
    assert opened == {row[0] for row in filled.database.sql("SELECT case_id FROM case_row")}


def test_the_period_asked_for_is_a_condition_like_others(filled: Session) -> None:
    question = LedgerQuestion(CASES, TODAY, since=YEAR[0], until=YEAR[1])
    assert str(ledger_count(filled, question)) == "共 5 / 14 件"
    assert question.told == "立案日期 2024-01-01 至 2024-12-31"
    assert LedgerQuestion(CASES, TODAY, until=YEAR[1]).told == "立案日期 不晚于 2024-12-31"


def test_totals_are_those_of_the_rows_that_answer(filled: Session) -> None:
    question = LedgerQuestion(CASES, TODAY, since=YEAR[0], until=YEAR[1])
    rows = [dict(zip(CASES.columns, row, strict=True)) for row in ledger_rows(filled, question)]
    assert ledger_totals(filled, question).sums == {key: sum(row[key] for row in rows) for key in CASES.totals}


def test_words_find_any_piece_of_a_case(filled: Session) -> None:
    assert column(filled, "case_title", asked(words="屠宰")) == ["聂某未经定点从事生猪屠宰活动案"]
    assert ledger_count(filled, asked(words="，。")).rows == 0


def test_years_are_told_apart_and_add_up(filled: Session) -> None:
    question = LedgerQuestion(CASES, TODAY)
    years = ledger_years(filled, question)
    assert years == (("2023", 2), ("2024", 5), ("2025", 5), ("2026", 2))
    for year, count in years:
        assert len(list(ledger_rows(filled, question, year=year))) == count


def test_a_pivot_counts_cases_by_month_and_sector(filled: Session) -> None:
    table = pivot(filled, LedgerQuestion(CASES, TODAY), PivotLayout(Axis("opened_on", "month"), Axis("sector")))
    assert (table.total, sum(table.cells.values()), sum(table.column_totals.values())) == (14, 14, 14)
    assert table.cells["2024-05", "pesticide"] == 1 and table.row_totals["2024-05"] == 2
    assert [head.words for head in table.columns][:2] == ["种子", "农药"]
    assert (table.rows[0].words, table.rows[1].words, len(table.rows)) == ("2023年2月", "2023年3月", 45)
    assert table.words == "立案日期（按月） × 行业：件数"


def test_a_pivot_of_sums_agrees_with_the_totals(filled: Session) -> None:
    question = LedgerQuestion(CASES, TODAY)
    table = pivot(filled, question, PivotLayout(Axis("decided_on", "year"), None, "fine"))
    assert table.total == ledger_totals(filled, question).sums["fine"] == sum(table.row_totals.values())
    assert table.columns == () and table.rows[0].words == "2023年"


def test_a_case_of_two_decisions_is_counted_once(session: Session) -> None:
    parties = (make_party("p1"), make_party("p2", name="李某某", identity_no=""))
    inspected, decided, _ = make_simple_case().acts
    acts = [replace(decided, id=f"d{number}", party=party.id) for number, party in enumerate(parties)]
    stored(session, replace(make_simple_case(), parties=parties, conducts=(), acts=(inspected, *acts)))
    count = ledger_count(session, asked())
    assert (count.rows, count.things, str(count)) == (2, 1, "共 1 / 1 件（2 行）")
    assert pivot(session, asked(), PivotLayout(Axis("sector"))).total == 1


def test_a_pivot_without_end_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.ledger_pivot.MOST_COLUMNS", 3)
    with_samples(session)
    with pytest.raises(RuleError, match="最多 2000 行、3 列"):
        pivot(session, LedgerQuestion(CASES, TODAY), PivotLayout(Axis("sector"), Axis("party_name")))


def test_charts_tell_months_sums_and_how_long_things_take(filled: Session) -> None:
    question = LedgerQuestion(CASES, TODAY, since=YEAR[0], until=YEAR[1])
    months = count_by_month(filled, question)
    assert [(share.words, share.amount) for share in months] == [
        ("2024年2月", 1), ("2024年3月", 0), ("2024年4月", 1), ("2024年5月", 2), ("2024年6月", 0), ("2024年7月", 1),
    ]  # fmt: skip
    sums = sum_by(filled, LedgerQuestion(CASES, TODAY), "sector", "fine", most=3)
    assert [share.words for share in sums] == ["屠宰", "动物防疫", "其他"]
    assert sum(share.amount for share in sums) == ledger_totals(filled, LedgerQuestion(CASES, TODAY)).sums["fine"]
    taken = {median.words: (median.days, median.rows) for median in median_days(filled, question)}
    assert taken["立案至决定"] == (27, 5) and taken["决定至备案"] == (17, 1)


def test_personal_columns_are_masked_unless_asked_for_whole(session: Session) -> None:
    stored(session, make_simple_case())
    shown = ("identity_no", "phone", "address")
    [masked] = ledger_rows(session, asked(*shown))
    [whole] = ledger_rows(session, asked(*shown, unmasked=True))
    assert masked == ("430181********9995", "139****0000", "浏阳市某镇某****")
    assert whole == ("430181197903129995", "13900000000", "浏阳市某镇某村三组")


def test_filings_are_late_by_the_day_that_asks(filled: Session) -> None:
    question = LedgerQuestion(FILINGS, TODAY)
    assert str(ledger_count(filled, question)) == "共 4 / 4 件（8 行）"
    late = LedgerQuestion(layout(source=FILINGS, filters=(Condition("late", "is", ("yes",)),)), TODAY)
    assert column(filled, "recipient_name", late) == []


def test_certificates_stand_by_the_day_that_asks(session: Session) -> None:
    officer = make_officer("A")
    renewed = replace(
        officer.certificates[0], no="18010099", valid_from=date(2037, 1, 1), valid_until=date(2046, 12, 31)
    )
    changed = replace(officer, certificates=(*officer.certificates, renewed))
    record_officer(session, RegisteredOfficer(changed), actor="x", now=NOW)
    shown = layout("name", "no", "held", "standing", "days_left", source=CERTIFICATES)
    rows = list(ledger_rows(session, LedgerQuestion(shown, date(2036, 12, 30))))
    assert rows[0] == ("陈某", "18010065", 1, "有效", 1)
    assert rows[1][1:4] == ("18010099", 2, "未生效")
    expired = replace(shown, filters=(Condition("standing", "is", ("expired",)),))
    assert ledger_count(session, LedgerQuestion(expired, date(2040, 1, 1))).rows == 1


@pytest.mark.parametrize(("actor", "seen"), [("S", 1), ("A", 1), ("U", 0), ("", 0)])
def test_findings_show_what_the_person_who_asks_may_see(session: Session, actor: str, seen: int) -> None:
    furnish(session)
    registered(session)
    question = LedgerQuestion(FINDINGS, FAULT_DAY, actor=actor)
    count = ledger_count(session, question)
    assert (count.rows, count.of_things, len(list(ledger_rows(session, question)))) == (seen, seen, seen)


def test_findings_tell_their_items_in_words_and_are_chosen_by_them(session: Session) -> None:
    furnish(session)
    registered(session)
    question = LedgerQuestion(FINDINGS, FAULT_DAY, actor="S")
    [items] = column(session, "items", question)
    codes = {word: code for code, word in columns_of("findings")["items"].choices.items()}
    one = codes[items.split("、")[0]]

    def found(test: Any, code: str) -> int:
        chosen = layout(source=FINDINGS, filters=(Condition("items", test, (code,)),))
        return ledger_count(session, replace(question, layout=chosen)).rows

    assert (found("is", one), found("is_not", one), found("is", "8.1"), found("is_not", "8.1")) == (1, 0, 0, 1)
