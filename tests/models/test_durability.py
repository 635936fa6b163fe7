"""What was acknowledged survives a kill at any moment; a full disk leaves the state before."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from forms.schema import FormSet
from models.casefile import file_from_entries
from models.entries import case_stream
from models.errors import StorageError
from models.folder import DataFolder
from models.journal import read_stream
from models.operations.cases import open_case, record_act
from models.rebuild import rebuild
from models.session import Session, open_session
from models.verify import verify
from procedures.rulebook import Rulebook
from tests.builders import make_case, make_inspection
from tests.models.conftest import NOW

resource = pytest.importorskip("resource", reason="limits of a process exist on POSIX alone")
CHILD = Path(__file__).with_name("saving_child.py")
KILLS = 5


def _saves_until_killed(folder: DataFolder, prefix: str, after: int) -> list[str]:
    """Let the child save and kill it somewhere after so many acknowledgements; what it acknowledged."""
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(folder.root), prefix], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told.append(line.rstrip("\n"))
            if len(told) == after:
                timer = threading.Timer(random.Random(prefix).random() / 100, child.kill)
                timer.start()
    return [line for line in told if len(line.split()) == 2]


def test_no_acknowledged_save_is_lost_when_the_process_is_killed(
    folder: DataFolder, rulebook: Rulebook, forms: FormSet
) -> None:
    acknowledged: list[str] = []
    for number in range(KILLS):
        acknowledged += _saves_until_killed(folder, f"run{number}", 20 + number)
        with open_session(folder, lambda: rulebook, lambda: forms) as session:
            report = verify(session.database, session.folder, session.device)
            assert report.ok, report.damages
            assert rebuild(session.database, rulebook).different == 0
            _assert_stored(session, acknowledged)
    assert len(acknowledged) >= KILLS * 20


def _assert_stored(session: Session, acknowledged: list[str]) -> None:
    stored: dict[str, set[str]] = {}
    for line in acknowledged:
        case_id, act_id = line.split()
        if case_id not in stored:
            file = file_from_entries(read_stream(session.database, case_stream(case_id)))
            stored[case_id] = {act.id for act in file.case.acts}
        assert act_id in stored[case_id]


def test_full_database_refuses_in_words_and_keeps_the_state_before(local_session: Session) -> None:
    change = open_case(local_session, make_case(), actor="A", now=NOW)
    pages = local_session.database.sql("PRAGMA page_count")[0][0]
    local_session.database.sql(f"PRAGMA max_page_count = {pages}")
    long = make_inspection(content="长" * 19_000)
    with pytest.raises(StorageError, match="空间不足"):
        record_act(local_session, change.case_id, change.seen, long, actor="A", now=NOW)
    local_session.database.sql("PRAGMA max_page_count = 1000000")
    assert read_stream(local_session.database, case_stream(change.case_id))[-1].stream_seq == change.seen
    assert record_act(local_session, change.case_id, change.seen, long, actor="A", now=NOW).seen == change.seen + 1
    assert rebuild(local_session.database, local_session.rulebook).different == 0
    assert verify(local_session.database, None, local_session.device).ok


def test_full_disk_refuses_in_words_and_keeps_the_state_before(local_session: Session) -> None:
    change = open_case(local_session, make_case(), actor="A", now=NOW)
    written = max(path.stat().st_size for path in local_session.folder.root.glob("office.db*"))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (written + 4096, most))
        with pytest.raises(StorageError, match="空间不足"):
            record_act(
                local_session, change.case_id, change.seen, make_inspection(content="长" * 19_000), actor="A", now=NOW
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, handler)
    assert read_stream(local_session.database, case_stream(change.case_id))[-1].stream_seq == change.seen
    change = record_act(local_session, change.case_id, change.seen, make_inspection(), actor="A", now=NOW)
    assert verify(local_session.database, None, local_session.device).ok
