"""What happened to one filing, in order: acts with who recorded them and when, packages sent back and built."""

from collections.abc import Iterator, Sequence

from models.casefile import CaseFile
from models.entries import Entry
from models.queries.cases import read_case
from models.queries.filing_lines import HistoryLine
from models.session import Session

PACKAGE_KINDS = {"returned": "filing_returned", "built": "filing_package_built"}
PACKAGE_WORDS = {"returned": "退回备案材料", "built": "生成备案卷"}


def filing_history(session: Session, case_id: str, decision: str, recipient: str) -> tuple[HistoryLine, ...]:
    """The history of one filing of a decision, oldest first; within a day in the order of recording.

    Raises StorageError where there is no such case. That of a matter: `matter_history`.
    """
    stored = read_case(session, case_id)
    lines = [
        *_acts(session, stored.file, decision, recipient),
        *_packages(stored.file, stored.entries, decision, recipient),
    ]
    return tuple(line for _, line in sorted(lines, key=lambda each: (each[1].on, each[0])))


def _acts(session: Session, file: CaseFile, decision: str, recipient: str) -> Iterator[tuple[int, HistoryLine]]:
    from procedures.deadlines import clocks_of
    from procedures.filing import filings
    from procedures.view import CaseView

    view = CaseView(file.case, session.rulebook)
    for filing in filings(view, clocks_of(view)):
        if (filing.decision, filing.recipient) == (decision, recipient):
            for event in filing.events:
                entry = file.entries[event.act]
                line = HistoryLine(event.on, event.kind, event.words, event.act, entry.actor, entry.recorded_at)
                yield entry.stream_seq, line


def _packages(
    file: CaseFile, entries: Sequence[Entry], decision: str, recipient: str
) -> Iterator[tuple[int, HistoryLine]]:
    recorded = {entry.stream_seq: entry.recorded_at for entry in entries}
    for note in file.packages:
        if (note.decision, note.recipient) == (decision, recipient):
            words = "：".join(part for part in (PACKAGE_WORDS[note.kind], note.reason) if part)
            line = HistoryLine(note.on, PACKAGE_KINDS[note.kind], words, "", note.by, recorded[note.seq])
            yield note.seq, line
