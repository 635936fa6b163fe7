"""A case with photos, papers and a broken picture as evidence, and the list X12 filled from it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from typing import Any

from PIL import Image

from forms.blocks import Paper
from forms.compose import compose
from forms.prepare import Prepared, prepare
from procedures.case import Act, Case, Evidence
from tests.builders import DAY, make_case, make_inspection, make_sources
from tests.forms.samples import FORMS

TURNED = 0x0112


def photo(width: int, height: int, colour: str, turned: int = 1) -> bytes:
    """A JPEG, its left half in a colour and its right half white, turned as its camera says."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste(Image.new("RGB", (width // 2, height), colour))
    exif = picture.getexif()
    exif[TURNED] = turned
    target = BytesIO()
    picture.save(target, "JPEG", exif=exif, quality=92)
    return target.getvalue()


PHOTOS = (photo(2400, 1600, "red"), photo(2400, 1600, "blue", turned=6), b"not a picture")
FILES: Mapping[str, bytes] = MappingProxyType({hashlib.sha256(one).hexdigest(): one for one in PHOTOS})
LANDSCAPE, UPRIGHT, BROKEN = FILES
EVIDENCE = (
    Evidence(
        "e1", "视听资料", "摊位照片", 1, 1, "2头仔猪未加施标识", "a.jpg", LANDSCAPE, "陈某、李某", "某镇市场", DAY
    ),
    Evidence("e2", "书证", "进货单", 1, 3, "仔猪的来源"),
    Evidence("e3", "视听资料", "耳标照片", 1, 1, "", "b.jpg", UPRIGHT, "陈某、李某", "某镇市场", DAY, "执法记录仪"),
    Evidence("e4", "视听资料", "打不开的照片", 1, 1, "", "c.jpg", BROKEN, made_on=DAY),
    Evidence("e5", "视听资料", "另一天的照片", 1, 1, "", "d.jpg", LANDSCAPE, made_on=DAY.replace(day=8)),
)


def read(digest: str) -> bytes:
    """The bytes of a photo."""
    return FILES.get(digest, b"")


def evidence_paper(own: Mapping[str, Any] | None = None, act: Act | None = None, **changes: Any) -> Paper:
    """X12 as it would be printed."""
    return compose(FORMS.form("X12", DAY), evidence_values(own, act, **changes).values)


def evidence_values(own: Mapping[str, Any] | None = None, act: Act | None = None, **changes: Any) -> Prepared:
    """The fields of X12 for the inspection, or for another act."""
    doing = act or make_inspection()
    case: Case = replace(make_case(doing, evidence=EVIDENCE), **changes)
    return prepare(FORMS.form("X12", DAY), make_sources(doing, case), own or {})
