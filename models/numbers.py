"""Drawing the next number of a series inside the transaction that issues the paper: none burnt, none doubled."""

from collections.abc import Callable, Iterator

from models.database import Database
from models.tables.projections import BlockRow, SeriesRow, ToldNumberRow
from procedures.problems import Problem, RuleError


def draw(database: Database, series: str, device: str, written: Callable[[int], str]) -> int:
    """The next number of a series for this device: from the blocks set aside for it, else from the office's counter.

    `written` gives a number as it is printed; one that a recorded act carries already is passed over. Call inside the
    issuing transaction: the number counts as used only with the paper that carries it. RuleError when the device's
    blocks are used up.
    """
    for sequence in _candidates(database, series, device):
        told = ToldNumberRow.select(ToldNumberRow.case_id).where(ToldNumberRow.number == written(sequence))
        if database.one(told) is None:
            return sequence
    raise RuleError(
        [
            Problem(
                f"本机留用的号段已经用完（{series}）",
                remedy="请回单位再留一段号码；现场可先出具预先印号的纸质文书，回来后补记",
                where="number",
            )
        ]
    )


def highest(database: Database, series: str) -> int:
    """The highest number given out in a series, blocks included; 0 for a series not begun."""
    row = database.one(SeriesRow.select(SeriesRow.last).where(SeriesRow.series == series))
    return int(row[0]) if row else 0


def _candidates(database: Database, series: str, device: str) -> Iterator[int]:
    blocks = database.rows(
        BlockRow.select(BlockRow.used, BlockRow.last)
        .where(BlockRow.series == series, BlockRow.device == device, BlockRow.returned_on.is_null())
        .order_by(BlockRow.first)
    )
    for used, last in blocks:
        yield from range(used + 1, last + 1)
    sequence = highest(database, series)
    while not blocks:
        sequence += 1
        yield sequence
