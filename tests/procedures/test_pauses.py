"""Time that isn't counted is left out once, however its stretches overlap."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.pauses import Pause, Stretch, united

SINCE = date(2024, 3, 4)


def day(number: int) -> date:
    return SINCE + timedelta(days=number)


CLOSED = st.tuples(st.integers(-40, 120), st.integers(0, 60)).map(
    lambda pair: Pause(day(pair[0]), day(pair[0] + pair[1]))
)


@given(st.lists(CLOSED, max_size=8))
def test_no_day_is_left_out_twice(pauses: list[Pause]) -> None:
    left_out = {
        pause.start + timedelta(days=number)
        for pause in pauses
        if pause.end is not None
        for number in range((pause.end - pause.start).days)
        if pause.start + timedelta(days=number) >= SINCE
    }
    found = united(pauses, SINCE)
    assert sum((stretch.end - stretch.start).days for stretch in found if stretch.end) == len(left_out)


@given(st.lists(CLOSED, max_size=8))
def test_stretches_follow_one_another_with_counted_days_between(pauses: list[Pause]) -> None:
    found = united(pauses, SINCE)
    assert all(a.end is not None and a.end < b.start for a, b in pairwise(found))


@given(st.lists(CLOSED, max_size=8), st.randoms())
def test_order_of_the_pauses_does_not_matter(pauses: list[Pause], random: Random) -> None:
    mixed = list(pauses)
    random.shuffle(mixed)
    assert united(mixed, SINCE) == united(pauses, SINCE)


@given(st.lists(CLOSED, max_size=8), st.integers(0, 120))
def test_a_pause_that_nothing_has_ended_comes_last_and_stays_open(pauses: list[Pause], start: int) -> None:
    found = united([*pauses, Pause(day(start), None)], SINCE)
    assert found[-1].end is None and not found[-1].ended
    assert all(stretch.end is not None for stretch in found[:-1])


def test_pauses_that_touch_are_one() -> None:
    touching = (Pause(day(3), day(5)), Pause(day(5), day(9)))
    assert united(touching, SINCE) == (Stretch(day(3), day(9), True),)


def test_refused_pause_leaves_nothing_out() -> None:
    assert united([Pause(day(3), day(5), "检测期间没有书面告知当事人")], SINCE) == ()


def test_end_fixed_by_law_has_not_happened_until_an_act_ends_the_stretch_later() -> None:
    by_law = Pause(day(3), day(33), by_law=True)
    assert united([by_law], SINCE) == (Stretch(day(3), day(33), False),)
    assert united([by_law, Pause(day(20), day(40))], SINCE) == (Stretch(day(3), day(40), True),)


@pytest.mark.parametrize(("start", "end", "left_out"), [(-10, 0, 0), (-10, 1, 1), (0, 5, 5), (4, 4, 0)])
def test_days_before_the_limit_began_are_cut_off(start: int, end: int, left_out: int) -> None:
    found = united([Pause(day(start), day(end))], SINCE)
    assert sum((stretch.end - stretch.start).days for stretch in found if stretch.end) == left_out
