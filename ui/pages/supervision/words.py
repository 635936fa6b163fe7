"""How findings are told in words: their state as shape and word, what they are about, their days and sources."""

from collections.abc import Mapping
from datetime import date

from forms.kinds import Choice
from procedures.accountability import Accountability
from procedures.faults import (
    INSPECTION_BASIS,
    NOT_COVERED_WORDS,
    ORIGIN_ITEMS,
    ORIGIN_WORDS,
    STATE_WORDS,
    BearingRule,
    FaultState,
    Origin,
    Place,
    rule_words,
)
from ui.pages.supervision.annex import in_full_width, inspection_text, place_words
from ui.pages.supervision.reading import RegisterLine
from ui.widgets.glyphs import State

CONFIDENTIAL = "限监督员、法制科查看"
STATES: Mapping[FaultState, State] = {
    "taken_up": State.OPEN,
    "asked": State.CURRENT,
    "heard": State.CURRENT,
    "confirmed": State.CURRENT,
    "decided": State.CURRENT,
    "appealed": State.PAUSED,
    "closed": State.DONE,
    "without_fault": State.DONE,
    "rejected": State.NOT_NEEDED,
}

BEARING_SHORT: Mapping[BearingRule, str] = {
    "6.1": "承办人承担，主管领导连带",
    "6.2": "领导指使的，领导承担，承办人连带",
    "6.3": "事实不清致处罚错误，承办人承担",
    "6.4": "领导否决正确意见，单位或行政首长承担",
    "not_covered": "须写理由",
}


def _bearing_choice(rule: BearingRule, words: str) -> Choice:
    named = NOT_COVERED_WORDS if rule == "not_covered" else rule_words(rule)
    return Choice(rule, f"{named}：{words}")


ORIGIN_CHOICES = (
    *(Choice(origin, f"{place_words(place)}{ORIGIN_WORDS[origin]}") for place, origin in ORIGIN_ITEMS.items()),
    Choice("inspection", f"{INSPECTION_BASIS}：监督检查提出，须写理由"),
)
BEARING_CHOICES = tuple(_bearing_choice(rule, words) for rule, words in BEARING_SHORT.items())


def provision_of(accountability: Accountability, chosen: Origin | BearingRule | None) -> str:
    """The regulation's own words for a way of article 5 or an item of article 6; empty where nothing is chosen."""
    if chosen == "inspection":
        return inspection_text()
    places: dict[str, Place] = {origin: place for place, origin in ORIGIN_ITEMS.items()}
    places |= {f"{place[0]}.{place[1]}": place for place in accountability.items if place[0] == 6}
    place = places.get(chosen or "")
    return in_full_width(accountability.items[place].text) if place is not None else ""


def state_of(line: RegisterLine) -> tuple[State, str]:
    """Shape and word of a line; what the program proposes waits for a person."""
    if line.finding is None:
        return State.OPEN, "待认定"
    return STATES[line.finding.state], STATE_WORDS[line.finding.state]


def day_words(day: date, today: date) -> str:
    """01-21 within this year, else with the year."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day}"


def source_words(line: RegisterLine, today: date) -> str:
    """程序提出，01-21: where a line comes from, and since when."""
    if line.proposal is not None:
        told = "程序提出" if line.proposal.established else "程序提示，待核"
        return f"{told}，{day_words(line.proposal.since, today)}"
    return f"登记，{day_words(line.finding.taken_up_on, today)}" if line.finding else ""


def case_words(line: RegisterLine) -> tuple[str, str]:
    """What a line is about, and of it the recipient or party; of a finding the persons."""
    if line.proposal is not None:
        return line.proposal.title, line.proposal.recipient_name or line.proposal.party_name
    return (line.finding.case_title, line.finding.persons) if line.finding else ("", "")


def because_of(line: RegisterLine) -> str:
    """Why it stands here: what the program found, or what was written down of it."""
    told = line.proposal.because if line.proposal else line.finding.facts if line.finding else ""
    return " ".join(told.split())
