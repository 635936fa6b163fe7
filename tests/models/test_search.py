"""Search answers as a plain look for the text would, with one and two characters too, equally on both databases."""

import random

import pytest

from models.database import Database
from models.search import clear, find, put_texts, runs_of

SURNAMES, GIVEN, WORDS = "王李张刘陈𬭎䶮", "伟芳娜敏静", ("农药", "种子", "畜禽标识", "ABC", "2026", "当罚")


def _texts() -> list[tuple[str, str]]:
    chance = random.Random(5)
    return [
        (
            f"c{n}",
            f"{chance.choice(SURNAMES)}{chance.choice(GIVEN)}\n某镇{chance.choice(WORDS)}〔2026〕{n}号{chance.choice(WORDS)}",
        )
        for n in range(120)
    ]


def _found(database: Database, words: str) -> set[str]:
    condition = find(database, words)
    return {row[0] for row in database.sql(condition)} if condition else set()


def _expected(words: str) -> set[str]:
    wanted = runs_of(words)
    held = {case_id: runs_of(text) for case_id, text in _texts()}
    return {
        case_id for case_id, runs in held.items() if wanted and all(any(one in run for run in runs) for one in wanted)
    }


@pytest.fixture
def filled(database: Database) -> Database:
    """120 cases."""
    with database.transaction():
        put_texts(database, _texts())
    return database


@pytest.mark.parametrize(
    "words",
    ["王", "𬭎", "王伟", "农药", "药", "药〔", "畜禽标识", "禽标", "abc", "b", "2026", "26", "11号", "没有的", "镇农"],
)
def test_search_finds_exactly_the_texts_that_hold_the_words(filled: Database, words: str) -> None:
    assert _found(filled, words) == _expected(words)


def test_all_words_must_be_there(filled: Database) -> None:
    assert _found(filled, "王 农药") == _found(filled, "王") & _found(filled, "农药")


@pytest.mark.parametrize("words", ["", "  ", "〔〕", "'", '"', "*", "AND", "x' OR 1=1", "a:* | b", "\x00"])
def test_hostile_words_do_no_harm(filled: Database, words: str) -> None:
    assert _found(filled, words) == _expected(words)
    assert len(_found(filled, "某镇")) == 120


def test_changed_text_is_found_by_the_new_words_alone(database: Database) -> None:
    with database.transaction():
        put_texts(database, [("c1", "王伟 农药")])
        put_texts(database, [("c1", "李芳 种子")])
    assert (_found(database, "王伟"), _found(database, "农"), _found(database, "李芳")) == (set(), set(), {"c1"})


def test_nothing_is_found_after_clearing(filled: Database) -> None:
    with filled.transaction():
        clear(filled)
    assert _found(filled, "王") == set()
