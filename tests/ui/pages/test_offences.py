"""The catalogue page: searching, what is unverified, and bands in words."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from procedures.catalogue import OFFENCES, Band, all_offences
from resources import path
from tests.ui.pages.desks import open_desk
from ui.desk import Desk
from ui.pages.offence_words import band_conditions, band_words
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
    assert "2,000 元以下" in words_of(page)
    assert "畜牧法" in words_of(page)


def test_unverified_offence_says_so_in_list_and_detail(qtbot: QtBot, desk: Desk) -> None:
    unverified = next(e for e in all_offences() if not e.verified and e.covers(desk.today()))
    page = shown(qtbot, desk)
    page.show_offence(unverified.id)
    row = page.table.currentIndex().row()
    assert page.table.model().row(row)[3].text == "未核对"
    assert "不能据以决定" in words_of(page)


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
        (Band("fixed", "any", "ordinary", "may", "none", 0, 2_000_00), "可以罚款：2,000 元以下"),
        (Band("fixed", "any", "ordinary", "must", "none", 1_000_00, 5_000_00), "罚款：1,000 元以上 5,000 元以下"),
        (
            Band("goods_value", "any", "ordinary", "must", "none", low_times=10, high_times=20),
            "罚款：货值金额 10 倍以上 20 倍以下",
        ),
        (Band("none", "any", "ordinary", "none", "none"), "不罚款"),
        (Band("fixed", "any", "ordinary", "unknown", "none"), "罚款数额没有查到"),
    ],
)
def test_band_reads_as_the_law_has_it(band: Band, words: str) -> None:
    assert band_words(band) == words


def test_threshold_of_a_band_is_said_in_words() -> None:
    below = Band("goods_value", "operator", "ordinary", "must", "refusal", when="goods_value < 10000")
    assert band_conditions(below) == "经营者，拒不改正，货值金额不足 10,000 元"


def test_every_band_of_the_catalogue_has_words() -> None:
    for entry in all_offences():
        for band in entry.bands:
            told = band_words(band) + band_conditions(band)
            assert not any(sign in told for sign in ("_", "<", ">", "=")), (entry.id, told)


def test_multiples_of_the_catalogue_are_read() -> None:
    written = tomllib.loads(path(*OFFENCES).read_text("utf-8"), parse_float=Decimal)["offence"]
    told = {item["id"]: [(b.get("min_times"), b.get("max_times")) for b in item["fine"]] for item in written}
    read = {entry.id: [(band.low_times, band.high_times) for band in entry.bands] for entry in all_offences()}
    assert read == told and any(pair != (None, None) for pairs in read.values() for pair in pairs)
