"""What can be said of a piece of evidence from its file's name and from the day on which it was made."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from types import MappingProxyType

from procedures.case import Act, Case, Evidence

PICTURE, PAGES, SOUND, FILM, OTHER = "picture", "pages", "sound", "film", "other"
DOCUMENTARY, RECORDING, ELECTRONIC, EXPERT = "书证", "视听资料", "电子数据", "鉴定意见"
TESTIMONY, STATEMENT, RECORD = "证人证言", "当事人的陈述", "勘验笔录、现场笔录"
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        PICTURE: "jpg jpeg jpe jfif png webp bmp gif tif tiff heic heif avif",
        PAGES: "pdf",
        SOUND: "mp3 m4a aac wav amr ogg wma flac",
        FILM: "mp4 mov avi mkv 3gp wmv mpg mpeg ts webm",
    }
)
_FAMILIES = MappingProxyType({suffix: family for family, all_ in _SUFFIXES.items() for suffix in all_.split()})
# a word in the name that tells the kind; the first that fits counts
_WORDS: tuple[tuple[str, str], ...] = (
    ("证人", TESTIMONY),
    ("询问", STATEMENT),
    ("陈述", STATEMENT),
    ("现场", RECORD),
    ("勘验", RECORD),
    ("检查笔录", RECORD),
    ("鉴定", EXPERT),
    ("检验报告", EXPERT),
    ("检测报告", EXPERT),
    *((word, DOCUMENTARY) for word in ("执照", "许可证", "身份证", "合同", "票", "单", "账", "证书", "标签")),
    *((word, ELECTRONIC) for word in ("聊天", "截图", "网页", "截屏")),
)
PAPERS = frozenset({TESTIMONY, STATEMENT, RECORD})  # words that tell of a paper, not of a photo of the place
DECIDING = frozenset({"on_the_spot_decision", "decision_made", "no_penalty_decided"})


def family_of(file: str) -> str:
    """What a file is by the end of its name: `picture`, `pages` (pdf), `sound`, `film`, `other`."""
    return _FAMILIES.get(PurePath(file).suffix.removeprefix(".").casefold(), OTHER)


def is_picture(piece: Evidence) -> bool:
    """Whether a piece has a file that is a picture by its name."""
    return bool(piece.sha256) and family_of(piece.file) == PICTURE


def proposed_kind(name: str, family: str) -> str:
    """Which of the eight kinds of 行政处罚法 第四十六条 a file may be; a proposal that the officer corrects.

    A photo or a film of the place is 视听资料 however it is named; a picture or scan of a paper is what the paper is.
    """
    told = next((kind for word, kind in _WORDS if word in name), "")
    if family in (SOUND, FILM) or (family == PICTURE and (not told or told in PAPERS)):
        return RECORDING
    return told or (DOCUMENTARY if family == PAGES else ELECTRONIC)


def made_during(case: Case, day: date) -> Act | None:
    """The act on a day at which evidence is made: the one with a place, an inspection before others."""
    acts = [act for act in case.live_acts() if act.on == day and act.get("place") and act.officers]
    return min(acts, key=lambda act: act.kind != "site_inspected", default=None)


def decided_on(case: Case) -> date | None:
    """The day of the first decision on the merits that stands."""
    return min((act.on for act in case.live_acts() if act.kind in DECIDING), default=None)
