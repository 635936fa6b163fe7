"""What is looked at before the first case: the clock, the fonts, the disk, one line each."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from models.queries.cases import data_as_of
from models.session import Session
from procedures.zone import CHINA
from resources import path

FONTS = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf", "LXGWWenKai-Regular.ttf")
LEAST_FREE = 1024**3
GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: words, whether it is good, what to do where it is not."""

    words: str
    good: bool
    remedy: str = ""


def checks(session: Session, now: datetime) -> tuple[Check, ...]:
    """Clock, fonts and disk as they are at this instant."""
    return (_clock(session, now), _fonts(), _disk(session))


def _clock(session: Session, now: datetime) -> Check:
    last, rules = data_as_of(session), session.rulebook.ruleset_version
    told = f"{now.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if (last is not None and now < last) or told[:10] < rules[:10]:
        return Check(f"系统时间 {told} 可能不对", good=False, remedy="早于最近的记载或者规则包的版本，先校准再办案")
    return Check(f"系统时间 {told}", good=True)


def _fonts() -> Check:
    missing = [name for name in FONTS if not path("fonts", name).is_file()]
    if missing:
        return Check(f"缺少字体 {'、'.join(missing)}", good=False, remedy="程序文件不完整，重新安装后再打开")
    return Check("文书字体齐全", good=True)


def _disk(session: Session) -> Check:
    free = shutil.disk_usage(session.folder.root).free
    told = f"磁盘剩余 {free / GIGABYTE:.1f} GB"
    return Check(told, free >= LEAST_FREE, "" if free >= LEAST_FREE else "清出至少 1 GB，再存照片和文书")
