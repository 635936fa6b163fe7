"""What can be proposed of a file: its kind by its name and content, its name by those there are."""

from pathlib import Path

from procedures.case import Evidence
from procedures.evidence import PICTURE
from tests.builders import make_case, make_inspection
from tests.ui.pages.evidence.files import TAKEN, photo
from ui.pages.case.evidence.given import Given, look_at, proposed


def test_file_without_an_ending_is_known_by_its_content(tmp_path: Path) -> None:
    file = photo(tmp_path / "DSC0001", TAKEN)
    look = look_at(Given(file.name, file), file)
    piece = proposed(Given(file.name, file), look, make_case(make_inspection()))
    assert look.family == PICTURE and piece.file == "DSC0001.jpg" and str(piece.made_on) == "2026-10-09"
    assert piece.note == "拍摄时间 2026-10-09 08:45（相机时钟）"


def test_names_go_on_where_the_case_has_got_to(tmp_path: Path) -> None:
    file = photo(tmp_path / "x.jpg")
    given = Given(file.name, file)
    case = make_case(evidence=(Evidence("e1", "视听资料", "照片2"), Evidence("e2", "视听资料", "照片墙")))
    assert proposed(given, look_at(given, file), case).name == "照片3"


def test_photo_of_another_day_takes_nothing_from_the_inspection(tmp_path: Path) -> None:
    file = photo(tmp_path / "x.jpg", "2026:10:08 09:00:00")
    given = Given(file.name, file)
    piece = proposed(given, look_at(given, file), make_case(make_inspection()))
    assert (str(piece.made_on), piece.place, piece.maker) == ("2026-10-08", "", "")
