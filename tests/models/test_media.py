"""What a file is told to be by what it begins with."""

from pathlib import Path

import pytest

from models.media import family_by_content
from procedures.evidence import FILM, OTHER, PAGES, PICTURE, SOUND
from tests.forms.evidence_samples import photo

BEGINNINGS = {
    PICTURE: photo(10, 10, "red"),
    PAGES: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    FILM: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    SOUND: b"RIFF\x24\0\0\0WAVEfmt ",
    OTHER: b"PK\x03\x04",
}


@pytest.mark.parametrize("family", BEGINNINGS)
def test_family_is_told_by_the_beginning(family: str, tmp_path: Path) -> None:
    file = tmp_path / "no ending"
    file.write_bytes(BEGINNINGS[family])
    assert family_by_content(file) == family_by_content(BEGINNINGS[family]) == family


@pytest.mark.parametrize("content", [b"", b"x", bytes(100)])
def test_beginning_that_tells_nothing_is_another(content: bytes) -> None:
    assert family_by_content(content) == OTHER


def test_file_that_is_not_there_is_another(tmp_path: Path) -> None:
    assert family_by_content(tmp_path / "gone") == OTHER
