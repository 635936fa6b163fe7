"""The catalogue page: searching, what is unverified, and bands in words."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from procedures.catalogue import OFFENCES, Band, all_offences, shipped_catalogue
from resources import path
from tests.ui.pages.desks import open_desk
from ui.desk import Desk
from ui.pages.offence_words import BODIES, MAJORS, band_words, fines, measures, subject_words
from ui.pages.offences import OffencesPage


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk at an empty office."""
    with open_desk(tmp_path, monkeypatch) as opened:
        yield opened


def shown(qtbot: QtBot, desk: Desk) -> OffencesPage:
    page = OffencesPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    return page


def words_of(page: OffencesPage) -> str:
    return "\n".join(label.text() for label in page.detail.findChildren(QLabel)).replace("\u00a0", " ")


def test_common_name_finds_the_offence_and_shows_its_band(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.search.setText("耳标")
    page._show()
    page.table.selectRow(next(n for n, entry in enumerate(page._found) if entry.id == "stock-88-b"))
    assert "2000元以下" in words_of(page)
    assert "畜牧法" in words_of(page)


def test_unverified_offence_says_so_in_list_and_detail(qtbot: QtBot, desk: Desk) -> None:
    unverified = next(e for e in all_offences() if not e.verified and e.covers(desk.today()))
    page = shown(qtbot, desk)
    page.show_offence(unverified.id)
    row = page.table.currentIndex().row()
    assert page.table.model().row(row)[3].text == "未核对"
    assert "幅度只供查找" in words_of(page)


def test_sector_narrows_the_list(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.domain.choose("fishery")
    page.domain.activated.emit(0)
    assert page._found and {entry.domain for entry in page._found} == {"fishery"}


def test_nothing_found_offers_to_forget_the_words(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.search.setText("没有这样的行为")
    page._show()
    assert page._stack.currentIndex() == 1
    page._forget()
    assert page._stack.currentIndex() == 0


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band("fixed", "any", "ordinary", "may", "none", 0, 2_000_00), "可以处罚款，2000元以下"),
        (Band("fixed", "any", "ordinary", "must", "none", 1_000_00, 5_000_00), "处罚款，1000元以上5000元以下"),
        (
            Band("goods_value", "any", "ordinary", "must", "none", low_times=10, high_times=20),
            "处罚款，货值金额的10倍以上20倍以下",
        ),
        (
            Band("goods_value", "operator", "ordinary", "must", "refusal", 500_00, 1_000_00, "goods_value < 10000"),
            "处罚款，拒不改正，货值金额不足1万元：500元以上1000元以下",
        ),
        (Band("none", "any", "ordinary", "none", "none"), "没有罚款"),
        (Band("fixed", "any", "ordinary", "unknown", "none"), "数额没有查到，不计算"),
    ],
)
def test_band_reads_as_the_law_has_it(band: Band, words: str) -> None:
    assert band_words(band) == words


def test_everything_of_every_entry_has_words() -> None:
    catalogue = shipped_catalogue()
    for entry in catalogue.offences.values():
        told = [section for section in (*fines(entry), *measures(entry)) if section is not None]
        lines = [line for section in told for line in (section.heading, *section.lines)]
        assert lines and not any(re.search("[a-z]_[a-z]|[<>=]|None", line) for line in lines), (entry.id, lines)
        assert subject_words(entry) and BODIES[entry.authority] and MAJORS[entry.major]


def test_multiples_of_the_catalogue_are_read() -> None:
    written = tomllib.loads(path(*OFFENCES).read_text("utf-8"), parse_float=Decimal)["offence"]
    told = {item["id"]: [(b.get("min_times"), b.get("max_times")) for b in item["fine"]] for item in written}
    read = {entry.id: [(band.low_times, band.high_times) for band in entry.bands] for entry in all_offences()}
    assert read == told and any(pair != (None, None) for pairs in read.values() for pair in pairs)


def test_initials_find_the_offence_in_the_window(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.search.setText("jny")
    page._show()
    assert "pesticide-55-1-2" in [entry.id for entry in page._found]


def test_entry_that_was_replaced_says_by_what_and_since_when(qtbot: QtBot, desk: Desk) -> None:
    replaced = next(entry for entry in all_offences() if entry.valid_to is not None and entry.valid_to < desk.today())
    page = shown(qtbot, desk)
    assert replaced.id not in {entry.id for entry in page._found}
    page.show_offence(replaced.id)
    assert page.table.model().row(page.table.currentIndex().row())[3].text == "已被取代"
    assert f"{replaced.law.replaced_from} 起由{replaced.law.replaced_by}取代" in words_of(page)


def test_entry_shows_its_provisions_in_full_with_their_text_and_the_crimes(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.show_offence("pesticide-55-1-2")
    words = words_of(page)
    assert "《农药管理条例》第五十五条第一款第二项，2022-03-29 文本，2022-05-01 起施行" in words
    assert "刑法第一百四十条" in words and "应当没收" in words


def test_legal_bases_of_the_regulation_stand_first_and_repealed_ones_name_their_successor(
    qtbot: QtBot, desk: Desk
) -> None:
    page = shown(qtbot, desk)
    page.show_part(1)
    named = [law.named_in_regulation for law in page._laws]
    assert named == sorted(named, reverse=True) and any(named) and not all(named)
    page.show_law("pesticide-impl-1999")
    assert "2017-08-01 起由《农药管理条例》（2017年修订）" in words_of(page)


def test_law_leads_to_its_offences(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    page.show_law("pesticide-2022")
    page._show_offences_of(page._laws[page.laws.currentIndex().row()])
    assert page._found and all("农药管理条例" in entry.penalty.title for entry in page._found[:5])
