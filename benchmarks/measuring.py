"""What the benchmarks share: interleaved rounds, medians, and the line each prints."""

import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 9


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def interleaved(works: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each, all of them once in every round, so that a slow moment of the machine hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return {name: statistics.median(times) for name, times in taken.items()}


def tell(name: str, product: float, bare: float, aim: float | None = None) -> None:
    """One line: both times in milliseconds, their ratio, the aim if there is one, and whether it is reached."""
    ratio = product / bare
    verdict = "" if aim is None else f"  aim {aim:g}  {'reached' if ratio <= aim else 'MISSED'}"
    print(f"{name:<44} {product * 1000:9.2f} ms  {bare * 1000:9.2f} ms  {ratio:6.2f}{verdict}")
