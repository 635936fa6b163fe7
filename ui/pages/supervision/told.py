"""A finding told for reading: what was found, who bears it, what follows, what became of it; its history."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from forms.findings import consequence_words, liability_words
from models.queries.findings import StoredFinding
from models.queries.office import officers
from models.session import Session
from procedures.faults import (
    APPEAL_WORDS,
    FAULT_WORDS,
    HARM_WORDS,
    ORIGIN_BASIS,
    ORIGIN_WORDS,
    ROLE_WORDS,
    Consequence,
    FaultFile,
)
from procedures.zone import CHINA
from ui.widgets.layout import Item, column, frame
from ui.widgets.text import facts, text

Pairs = tuple[tuple[str, str], ...]


def described_pairs(file: FaultFile) -> Pairs:
    """What was described of a finding, as label and words."""
    origin = f"{ORIGIN_BASIS[file.origin]}，{ORIGIN_WORDS[file.origin]}" if file.origin else ""
    pairs = (
        ("过错事实", file.facts),
        ("证据", "；".join(file.evidence)),
        ("认定途径", "。".join(filter(None, (origin, file.origin_reason)))),
        ("责任承担", liability_words(file)),
        ("主观方面", FAULT_WORDS[file.fault] if file.fault else ""),
        ("损害后果", "。".join(filter(None, (HARM_WORDS[file.harm] if file.harm else "", file.harm_words)))),
        ("因果关系", file.cause_words),
        ("认定意见", file.opinion),
    )
    return _told(pairs)


def heard_pairs(file: FaultFile) -> Pairs:
    """What each person stated, or that the statement was waived."""
    return _told(tuple(_heard(file)))


def judged_pairs(file: FaultFile) -> Pairs:
    """How it was judged: by whom, what follows, how it ended, appeals."""
    confirmation = file.confirmation
    pairs = [("复核", f"{confirmation.on} {confirmation.name}：{confirmation.words}" if confirmation else "")]
    if file.consequence is not None:
        pairs.append(("追究方式", "".join(consequence_words(file))))
    pairs += [("证件", words) for words in ended_words(file)]
    for appeal in file.appeals:
        name = next((one.name for one in file.persons if one.key == appeal.person), appeal.person)
        result = f"{appeal.settled_on} {APPEAL_WORDS[appeal.outcome]}：{appeal.settled_words}" if appeal.outcome else ""
        pairs.append(("申诉", f"{appeal.on} {name}：{appeal.words}"))
        pairs.append(("处理", result or "还没有处理，追究暂缓，被取消的证件先行恢复"))
    if file.ended_on is not None:
        pairs.append(("结果", f"{file.ended_on}：{file.outcome}"))
    return _told(tuple(pairs))


def ended_words(file: FaultFile) -> tuple[str, ...]:
    """Which certificates the consequence ended, unless an appeal keeps it waiting."""
    if file.consequence is None or file.open_appeal is not None or file.consequence.certificate_from is None:
        return ()
    names = {one.officer_id: one.name for one in file.persons}
    first = file.consequence.certificate_from
    return tuple(
        f"{names.get(one.officer_id, '')} {one.no} 自 {first} 起不再有效（原至 {one.valid_until}）"
        for one in file.consequence.ended
    )


def effect_words(session: Session, file: FaultFile, consequence: Consequence) -> tuple[str, ...]:
    """What will happen to whose certificates if this consequence is recorded; nothing where none is touched."""
    first = consequence.certificate_from
    if "7.2" not in consequence.rules or first is None:
        return ()
    registered = {one.officer.id: one.officer for one in officers(session)}
    told: list[str] = []
    for officer_id in consequence.certificates_of:
        officer = registered.get(officer_id)
        name = next((one.name for one in file.persons if one.officer_id == officer_id), officer_id)
        held = [one for one in officer.certificates if one.valid_until >= first] if officer else []
        told += [f"{name}的执法证件 {one.no}（至 {one.valid_until}）自 {first} 起不再有效" for one in held]
        told += [] if held else [f"{name}在 {first} 没有有效的执法证件，登记不变"]
    return tuple(told)


def history_view(session: Session, stored: StoredFinding) -> QWidget:
    """登记经过: every entry, the newest first, with when and by whom it was recorded."""
    names = {one.officer.id: one.officer.name for one in officers(session)}
    lines: list[Item] = [text("登记经过", "small-strong")]
    for line in reversed(stored.history):
        when = f"{line.recorded_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        told = f"{line.label}：{line.told}" if line.told else line.label
        who = names.get(line.actor, "本机")
        words = column(text(told, "small", "ink", wrap=True), text(f"{when}·{who}", "caption"), gap=0)
        lines.append(frame(words))
    return frame(column(*lines, gap=4))


def pairs_view(pairs: Pairs) -> Item:
    """Label and words beneath each other."""
    return facts(pairs, label_width=60, gap=5)


def _heard(file: FaultFile) -> Iterator[tuple[str, str]]:
    for person in file.persons:
        statement = file.statement_of(person)
        if statement is not None and statement.answer is not None:
            said = "放弃陈述：" if statement.answer == "waived" else ""
            yield f"{person.name}", f"{ROLE_WORDS[person.role]}，{statement.on}，{said}{statement.words}"


def _told(pairs: Sequence[tuple[str, str]]) -> Pairs:
    return tuple((label, words.strip()) for label, words in pairs if words.strip())
