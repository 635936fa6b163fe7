"""The state of a piece of evidence in shape and words."""

from collections.abc import Mapping
from datetime import date

from models.objects import Condition
from models.queries.evidence import EvidenceLine
from procedures.zone import local_day
from ui.widgets.glyphs import State

Conditions = Mapping[str, Condition]
WORDS: Mapping[str, tuple[State, str]] = {
    "none": (State.NOT_NEEDED, "没有文件"),
    "kept": (State.OPEN, "核对中"),
    "whole": (State.DONE, "完好"),
    "missing": (State.BLOCKED, "文件缺失"),
    "altered": (State.BLOCKED, "内容被改动"),
}
WITHDRAWN = (State.NOT_NEEDED, "已撤回")
SHORT = 16  # characters of a digest that tell two files apart


def state_of(line: EvidenceLine, conditions: Conditions) -> tuple[State, str]:
    """What stands beside the piece; `conditions` are what reading the files has shown so far."""
    if line.withdrawn_on is not None:
        return WITHDRAWN
    return WORDS[conditions.get(line.evidence.sha256, line.state)]


def is_damaged(line: EvidenceLine, conditions: Conditions) -> bool:
    """Whether the file is not there or not what it was."""
    return conditions.get(line.evidence.sha256, line.state) in ("missing", "altered")


def short_digest(digest: str) -> str:
    """The beginning of a digest in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, SHORT, 4))


def short_place(line: EvidenceLine) -> str:
    """Where the file lies in the data folder, its long name shortened."""
    objects, folder, name = line.path.parts[-3:] if line.evidence.sha256 else ("", "", "")
    return f"{objects}/{folder}/{name[:SHORT]}…"


def damage_words(line: EvidenceLine) -> str:
    """What should be there, where, and what to do."""
    digest = short_digest(line.evidence.sha256)
    return f"摘要应为 {digest} …，位置 {short_place(line)}。从备份放回这个文件，再重新核对。"


def late_words(line: EvidenceLine, decided: date | None) -> str:
    """What is to be remembered of a piece that came late; nothing for one in time."""
    recorded = local_day(line.recorded_at)
    told = []
    if line.backfilled:
        told.append(f"补录：{line.evidence.made_on} 取得，{recorded} 才记入案卷")
    if decided is not None and recorded > decided:
        told.append(f"{decided} 作出处罚决定以后才记入案卷")
    return "；".join(told)
