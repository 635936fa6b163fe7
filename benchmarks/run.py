"""Runs every benchmark: product beside the bare library in one run, milliseconds and ratio."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import (
    bench_documents,
    bench_evidence,
    bench_filing,
    bench_general,
    bench_ledger,
    bench_penalty,
    bench_start,
    bench_storage,
)

BENCHES = (
    bench_start,
    bench_storage,
    bench_filing,
    bench_general,
    bench_penalty,
    bench_ledger,
    bench_evidence,
    bench_documents,
)


def main() -> None:
    """One line a measure."""
    print(f"{'':<44} {'product':>12}  {'bare':>12}   ratio")
    for bench in BENCHES:
        bench.main()


if __name__ == "__main__":
    main()
