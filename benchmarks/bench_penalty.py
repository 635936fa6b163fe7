"""The range of a fine against judging a case, reading the catalogue, and finding an offence while typing."""

import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.make_general import general_script
from benchmarks.measuring import interleaved, seconds, tell
from procedures.assess import assess, default_day
from procedures.catalogue import OFFENCES, Offence, find_offences, read_catalogue, shipped_catalogue, shipped_patterns
from procedures.penalties import penalty, read_facts
from procedures.penalties.output import as_json
from procedures.rulebook import load_rulebook
from procedures.script import read_script
from resources import path

ACTS, ROUNDS, DAY = 40, 60, date(2026, 10, 9)
FACTS = "goods_value=50001 sales=49999 unsold=2 grade=serious proposed_fine=300000 who=unit"


def main() -> None:
    """Print the ratios."""
    _computing()
    _reading()
    _finding()


def _computing() -> None:
    rulebook, case = load_rulebook(), read_script(general_script(ACTS), "general")
    today = default_day(case) or DAY
    catalogue = shipped_catalogue()

    def computed() -> object:
        facts, _ = read_facts(FACTS.split(), DAY)
        return as_json(penalty(catalogue, "pesticide-55-1-2", facts))

    times = interleaved(
        {
            "product": lambda: seconds(computed),
            "bare": lambda: seconds(lambda: assess(case, rulebook, today)),
        },
        ROUNDS,
    )
    tell(f"penalty, against assess of {ACTS} acts", times["product"], times["bare"], 0.2)


def _reading() -> None:
    text = path(*OFFENCES).read_text("utf-8")
    patterns, crimes = shipped_patterns(), shipped_catalogue().crimes

    def read() -> object:
        return read_catalogue(tomllib.loads(text, parse_float=Decimal), patterns, crimes, OFFENCES[-1])

    times = interleaved(
        {"product": lambda: seconds(read), "bare": lambda: seconds(lambda: tomllib.loads(text, parse_float=Decimal))}
    )
    tell("catalogue read and checked, against tomllib", times["product"], times["bare"])


def _finding() -> None:
    texts = [_lines(entry) for entry in shipped_catalogue().offences.values()]
    for words in ("农药", "jny", "56", "农药管理条例56", "农药 许可证"):
        find_offences(words, DAY)
        times = interleaved(
            {
                "product": lambda words=words: seconds(lambda: find_offences(words, DAY)),
                "bare": lambda words=words: seconds(lambda: _held(texts, words)),
            },
            ROUNDS,
        )
        tell(f"finding offences by {words}, against the bare texts", times["product"], times["bare"], 2)


def _held(texts: list[str], words: str) -> list[str]:
    """The texts that hold every word."""
    for word in words.split():
        texts = [text for text in texts if word in text]
    return texts


def _lines(entry: Offence) -> str:
    """What an offence is searched in."""
    places = (each.short for each in (entry.penalty, *entry.violated, *entry.also))
    return "\n".join((entry.title, *entry.pattern.words, *places, entry.id))


if __name__ == "__main__":
    main()
