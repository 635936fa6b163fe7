"""`app.py demo --out DIR`: walks the samples in a fresh data folder, writes their papers, tells what it found."""

import argparse
from itertools import chain
from pathlib import Path

from models.session import Session
from models.verify import verify
from procedures.case import Case
from procedures.script import read_script_file
from resources import path
from ui.commands.demo_answers import Outcome, outcome_of
from ui.commands.demo_table import deadline_lines, filing_lines, summary_lines
from ui.commands.expectations import expectations_of
from ui.commands.running import DONE, FOUND_WRONG, CallError, progress
from ui.commands.walk.filing import build_packages
from ui.commands.walk.ledgers import write_ledgers
from ui.commands.walk.office import at_noon, prepare_office
from ui.commands.walk.samples import walk_sample
from ui.commands.walk.walked import Walked
from ui.opening import open_office

PACKAGES = "备案卷"


def run(asked: argparse.Namespace) -> int:
    """Exit status 1 where the outcome differs from what a sample expects or something does not verify."""
    out = Path(asked.out)
    data = out / "data"
    if data.exists() and any(data.iterdir()):
        raise CallError([f"{data} 里已经有数据；演示只写进新的文件夹，请换一个 --out"])
    outcomes: list[Outcome] = []
    packages = 0
    with open_office(data) as session:
        for file in sorted(path("samples").glob("*.toml")):
            progress(f"走示例案件 {file.stem} …")
            sample = read_script_file(file)
            first = min(act.on for act in sample.acts)
            registered = prepare_office(session, sample, at_noon(first))
            expected = expectations_of(file.stem)
            mends = {mend.act: mend for mend in expected.mended}
            walked = walk_sample(session, sample, registered, mends)
            outcomes.append(outcome_of(session, file.stem, sample, walked, expected, out / file.stem))
            packages += _packages(session, sample, walked, out / file.stem / PACKAGES)
        recipients = {each.id: each.name for each in session.rulebook.recipients.values()}
        ledgers = write_ledgers(session, out)
        found = verify(session.database, session.folder, session.device)
    tables = (summary_lines(outcomes), filing_lines(outcomes, recipients), deadline_lines(outcomes))
    for line in chain.from_iterable(tables):
        print(line.rstrip())
    for outcome in outcomes:
        for refusal in outcome.refused:
            print(f"○ {outcome.name}：照公布的内容{refusal}；改正后签发")
        for difference in outcome.differences:
            print(f"✗ {outcome.name}：{difference}")
    print(f"文书写在 {out}；核验 {found.entries} 条记载、{found.documents} 份文书：", end="")
    print("全部相符" if found.ok else "有不符")
    print(f"备案卷 {packages} 份，各有文件夹、压缩包和 pdf，写在各案的“{PACKAGES}”里")
    print(f"台账：{'、'.join(ledger.name for ledger in ledgers)}")
    agreed = found.ok and not any(outcome.differences for outcome in outcomes)
    return DONE if agreed else FOUND_WRONG


def _packages(session: Session, sample: Case, walked: Walked, out: Path) -> int:
    """Build the packages of what the sample filed, after its last act; how many there are."""
    last = max(act.on for act in sample.acts)
    actor = session.device.id
    return sum(1 for _ in build_packages(session, walked.change.case_id, out, actor=actor, now=at_noon(last)))
