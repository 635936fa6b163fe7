"""Runs every benchmark: product beside the bare library in one run, milliseconds and ratio."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import bench_documents, bench_evidence, bench_general, bench_start, bench_storage


def main() -> None:
    """One line a measure."""
    print(f"{'':<44} {'product':>12}  {'bare':>12}   ratio")
    for bench in (bench_start, bench_storage, bench_general, bench_evidence, bench_documents):
        bench.main()


if __name__ == "__main__":
    main()
