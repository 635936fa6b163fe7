"""`app.py demo --out DIR`: walks the samples in a fresh data folder, writes their papers, tells what it found."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from exports.script import write_script
from models.operations.unit import CaseChange
from models.queries.cases import read_case
from models.session import Session
from models.verify import verify
from procedures.assess import Assessment, assess
from procedures.case import Case
from procedures.certainty import mark
from procedures.script import read_script_file
from resources import path
from ui.commands.render import write_papers
from ui.commands.running import DONE, FOUND_WRONG, CallError, progress, write_whole
from ui.commands.walk import at_noon, prepare_office, walk_simple
from ui.opening import open_office

PROCEDURES = {"simple": "简易程序", "general": "普通程序", None: "未定"}


def run(asked: argparse.Namespace) -> int:
    """Exit status 1 where the outcome differs from what a sample expects or something does not verify."""
    out = Path(asked.out)
    data = out / "data"
    if data.exists() and any(data.iterdir()):
        raise CallError([f"{data} 里已经有数据；演示只写进新的文件夹，请换一个 --out"])
    samples = [(file.stem, read_script_file(file)) for file in sorted(path("samples").glob("*.toml"))]
    wrong = 0
    with open_office(data) as session:
        for name, sample in samples:
            progress(f"走示例案件 {name} …")
            first = min(act.on for act in sample.acts)
            change = walk_simple(session, sample, prepare_office(session, sample, at_noon(first)))
            wrong += _write(session, change, out, name, sample)
        found = verify(session.database, session.folder, session.device)
    print(f"核验 {found.entries} 条记载、{found.documents} 份文书：{'全部相符' if found.ok else '有不符'}")
    return DONE if found.ok and not wrong else FOUND_WRONG


def _write(session: Session, change: CaseChange, out: Path, name: str, sample: Case) -> int:
    stored = read_case(session, change.case_id)
    case = stored.file.case
    day = sample.as_of or max(act.on for act in case.acts)
    assessment = assess(case, session.rulebook, day)
    numbers = [paper.number for paper in stored.file.documents if paper.number]
    print(f"\n■ {case.title}（构造案例）　{'、'.join(numbers)}")
    for line in _table(assessment, day):
        print("  " + line.rstrip("　"))
    wanting = write_papers(session, stored, out / name, ["docx", "pdf"])
    write_whole(out / name / "case.toml", write_script(case).encode())
    differs = _differences(assessment, sample)
    for line in differs:
        print(f"  与预期不符：{line}")
    return wanting + len(differs)


def _table(assessment: Assessment, day: date) -> Iterator[str]:
    for verdict in assessment.parties:
        major = {True: "须备案", False: "不须备案", None: "备案未定"}[verdict.major]
        hearing = {True: "有听证权利", False: "没有听证权利", None: "听证未定"}[verdict.hearing_right]
        yield f"截至 {day}：{PROCEDURES[verdict.procedure]}，{hearing}，{major}"
    for state in assessment.deadlines:
        clock = state.clock
        met = f"，{clock.met_on} 办结" if clock.met_on else ""
        yield f"期限 {clock.label}：{clock.due}（{STATES[state.state]}{met}）　{mark(clock.certainty)}"
    for objection in assessment.objections:
        yield f"异议 {objection.on}：{objection.text}（{objection.basis}）"
    for finding in assessment.findings:
        yield f"线索 第{finding.article}条第{finding.item}项：{finding.because}"
    if not assessment.objections:
        yield "没有异议"


STATES = {
    "running": "进行中",
    "met": "按期",
    "met_late": "逾期后办结",
    "overdue": "已逾期",
    "lapsed": "已届满",
    "suspended": "中止",
    "waived": "放弃",
}


def _differences(assessment: Assessment, sample: Case) -> list[str]:
    from procedures.answer import as_json

    answer = as_json(assessment)
    return list(_differing(sample.expect, answer, ""))


def _differing(expected: object, found: object, where: str) -> Iterator[str]:
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key, value in expected.items():
            yield from _differing(value, found.get(key), f"{where}.{key}" if where else key)
    elif expected != found:
        yield f"{where}：预期 {expected}，得到 {found}"
