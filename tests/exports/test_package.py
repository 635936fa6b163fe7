"""A filing package leaves the program whole or not at all: folder, zip and pdf hold the same, in order."""

import hashlib
import signal
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from exports.package import Cover, Package, PackageCancelledError, Piece, PieceKind, write_package
from procedures.evidence import FILM, OTHER, PAGES, PICTURE
from procedures.filing_acts import CONTENTS_PAGE
from procedures.problems import RuleError

COVER = Cover(
    agency="浏阳市农业农村局",
    recipient="浏阳市人民政府",
    party="聂某",
    matter="未经定点从事生猪屠宰活动",
    decision_number="浏农（屠宰）罚〔2024〕1号",
    decided_on=date(2024, 10, 11),
    report_number="浏农罚备〔2024〕1号",
)
NAME = "浏农罚备〔2024〕1号-浏阳市人民政府-备案卷"


def pdf_of(*texts: str, turned: int = 0) -> bytes:
    """A pdf with a page for each text."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    for text in texts:
        canvas.drawString(100, 400, text)
        canvas.showPage()
    canvas.save()
    if not turned:
        return made.getvalue()
    writer = PdfWriter(clone_from=made)
    for page in writer.pages:
        page.rotate(turned)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def locked_pdf() -> bytes:
    """A pdf that asks for a password."""
    writer = PdfWriter(clone_from=BytesIO(pdf_of("secret")))
    writer.encrypt("geheim", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def photo(shade: int = 90, size: tuple[int, int] = (1200, 800)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, (shade, 120, 60)).save(made, "JPEG")
    return made.getvalue()


class Store:
    """Files by digest, handed out as copies."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def piece(self, content: bytes, title: str, family: str = PAGES, suffix: str = ".pdf", label: str = "") -> Piece:
        digest = hashlib.sha256(content).hexdigest()
        self.files[digest] = content
        kind: PieceKind = "evidence" if label else "report"
        return Piece(kind, title, digest, family=family, suffix=suffix, label=label)

    def copy(self, digest: str, place: Path) -> None:
        place.write_bytes(self.files[digest])


@pytest.fixture
def store() -> Store:
    return Store()


def whole(store: Store) -> list[Piece]:
    """Report, decision, a photo, a film, a thing."""
    return [
        store.piece(pdf_of("report 1", "report 2"), "备案报告"),
        store.piece(pdf_of("decision"), "处罚决定书"),
        store.piece(photo(), "现场照片", PICTURE, ".jpg", label="证据1"),
        store.piece(b"film", "执法记录仪视频", FILM, ".mp4", label="证据2"),
        Piece("evidence", "屠宰刀具", label="证据3", suffix=""),
    ]


def texts_of(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def bytes_of(package: Package) -> Mapping[str, bytes]:
    files = [package.pdf, package.zip, *sorted(package.folder.iterdir())]
    return {file.name: file.read_bytes() for file in files}


def test_folder_holds_numbered_copies_and_the_contents(store: Store, tmp_path: Path) -> None:
    package = write_package(COVER, whole(store), tmp_path, store.copy)
    assert left_in(package.folder) == [
        CONTENTS_PAGE,
        "01-备案报告.pdf",
        "02-处罚决定书.pdf",
        "03-证据1-现场照片.jpg",
        "04-证据2-执法记录仪视频.mp4",
    ]
    for part in package.parts:
        if part.name:
            content = (package.folder / part.name).read_bytes()
            assert hashlib.sha256(content).hexdigest() == part.piece.digest
    assert left_in(tmp_path) == [NAME, f"{NAME}.pdf", f"{NAME}.zip"]


def test_zip_holds_what_the_folder_holds(store: Store, tmp_path: Path) -> None:
    package = write_package(COVER, whole(store), tmp_path, store.copy)
    with ZipFile(package.zip) as packed:
        assert packed.testzip() is None
        found = {name: packed.read(name) for name in packed.namelist()}
    assert found == {f"{NAME}/{file.name}": file.read_bytes() for file in package.folder.iterdir()}


def test_pdf_holds_contents_papers_and_pictures_in_order_and_numbers_its_pages(store: Store, tmp_path: Path) -> None:
    package = write_package(COVER, whole(store), tmp_path, store.copy)
    pages = texts_of(package.pdf)
    assert package.pages == len(pages) == 5
    assert [("1 / 5" in pages[0]), "report 1" in pages[1], "report 2" in pages[2], "decision" in pages[3]] == [True] * 4
    assert "现场照片" in pages[4] and "5 / 5" in pages[4] and PdfReader(package.pdf).pages[4].images
    assert [(part.first, part.pages) for part in package.parts] == [(2, 2), (4, 1), (5, 1), (0, 0), (0, 0)]
    assert [item.title for item in PdfReader(package.pdf).outline] == ["备案报告", "处罚决定书", "证据1　现场照片"]


def test_contents_tell_pages_and_what_lies_beside(store: Store, tmp_path: Path) -> None:
    package = write_package(COVER, whole(store), tmp_path, store.copy)
    (told,) = texts_of(package.folder / CONTENTS_PAGE)
    for words in ("浏阳市人民政府", "浏农罚备〔2024〕1号", "2024年10月11日", "2—3", "录像，见文件夹", "没有电子文件"):
        assert words in told.replace("\n", "")


def test_contents_of_several_pages_move_all_page_numbers(store: Store, tmp_path: Path) -> None:
    many = [store.piece(pdf_of(f"piece {number}"), f"材料{number}", label=f"证据{number}") for number in range(1, 61)]
    package = write_package(COVER, many, tmp_path, store.copy)
    taken = len(texts_of(package.folder / CONTENTS_PAGE))
    assert taken > 1
    assert [part.first for part in package.parts] == list(range(taken + 1, taken + 61))
    assert "piece 60" in texts_of(package.pdf)[package.parts[-1].first - 1]


def test_same_pieces_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    one = write_package(COVER, whole(store), tmp_path / "one", store.copy)
    two = write_package(COVER, whole(store), tmp_path / "two", store.copy)
    assert bytes_of(one) == bytes_of(two) and one.sha256 == two.sha256


def test_digest_of_a_package_follows_its_files_and_not_their_names(store: Store, tmp_path: Path) -> None:
    pieces = whole(store)
    renamed = [Piece("report", "改名的报告", pieces[0].digest), *pieces[1:]]
    other = [store.piece(pdf_of("another report"), "备案报告"), *pieces[1:]]
    digests = [
        write_package(COVER, each, tmp_path / str(number), store.copy).sha256
        for number, each in enumerate((pieces, renamed, other))
    ]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_page_number_stands_at_the_upper_right_however_a_scan_is_turned(
    store: Store, tmp_path: Path, turned: int
) -> None:
    package = write_package(COVER, [store.piece(pdf_of("scan", turned=turned), "扫描件")], tmp_path, store.copy)
    with PdfDocument(package.pdf) as opened:
        shown = opened[1].render(scale=1).to_pil().convert("L")
    width, corner = shown.width, (90, 40)
    boxes = {
        (x, y): (x, y, x + corner[0], y + corner[1])
        for x in (0, width - corner[0])
        for y in (0, shown.height - corner[1])
    }
    inked = [place for place, box in boxes.items() if min(shown.crop(box).tobytes()) < 128]
    assert inked == [(width - corner[0], 0)]


@pytest.mark.parametrize("broken", ["cut", "locked", "no pdf", "empty"])
def test_pdf_that_cannot_be_merged_is_kept_in_the_folder_and_listed(store: Store, tmp_path: Path, broken: str) -> None:
    content = {"cut": pdf_of("a", "b")[:400], "locked": locked_pdf(), "no pdf": b"text", "empty": b""}[broken]
    pieces = [store.piece(pdf_of("report"), "备案报告"), store.piece(content, "检验报告", label="证据1")]
    package = write_package(COVER, pieces, tmp_path, store.copy)
    assert package.pages == 2 and package.parts[1].first == 0
    assert (package.folder / package.parts[1].name).read_bytes() == content
    assert "有密码或者已损坏" in texts_of(package.folder / CONTENTS_PAGE)[0].replace("\n", "")


def test_picture_that_cannot_be_shown_is_listed(store: Store, tmp_path: Path) -> None:
    package = write_package(
        COVER, [store.piece(b"no picture", "照片", PICTURE, ".heic", label="证据1")], tmp_path, store.copy
    )
    assert package.pages == 1 and "不能在纸上显示" in package.parts[0].note


def test_names_are_fit_for_every_system(store: Store, tmp_path: Path) -> None:
    title = '询问笔录: "甲/乙" <第1次>? ' + "很长的名称" * 30
    piece = store.piece(pdf_of("x"), title, label="证据1", suffix=".PDF")
    (part,) = write_package(COVER, [piece], tmp_path, store.copy).parts
    assert not set(part.name) & set('<>:"/\\|?*') and len(part.name) < 80 and part.name.endswith(".pdf")
    odd = store.piece(b"data", "数据", OTHER, ".d:a?t " + "x" * 200, label="证据2")
    (named,) = write_package(COVER, [odd], tmp_path / "odd", store.copy).parts
    assert named.name == f"01-证据2-数据.dat{'x' * 13}"


def test_package_that_is_there_is_not_touched_unless_it_is_to_be_replaced(store: Store, tmp_path: Path) -> None:
    first = write_package(COVER, whole(store), tmp_path, store.copy)
    before = bytes_of(first)
    changed = [store.piece(pdf_of("new report"), "备案报告"), *whole(store)[1:]]
    with pytest.raises(RuleError, match="已经有"):
        write_package(COVER, changed, tmp_path, store.copy)
    assert bytes_of(first) == before
    replaced = write_package(COVER, changed, tmp_path, store.copy, replacing=True)
    assert "new report" in texts_of(replaced.pdf)[1]
    assert left_in(tmp_path) == [NAME, f"{NAME}.pdf", f"{NAME}.zip"]


def test_target_that_cannot_be_moved_leaves_the_old_package_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_package(COVER, whole(store), tmp_path, store.copy)
    before, move = bytes_of(first), Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self.name == f"{NAME}.pdf" and self.parent == tmp_path:
            raise PermissionError(13, "in use", str(self))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(PermissionError):
        write_package(COVER, [store.piece(pdf_of("new"), "备案报告")], tmp_path, store.copy, replacing=True)
    monkeypatch.undo()
    assert bytes_of(first) == before
    assert left_in(tmp_path) == [NAME, f"{NAME}.pdf", f"{NAME}.zip"]


def test_cancelled_package_leaves_nothing(store: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(PackageCancelledError):
        write_package(
            COVER,
            whole(store),
            tmp_path,
            store.copy,
            progress=lambda *step: told.append(step),
            cancel=lambda: len(told) > 6,
        )
    assert told[-1][0] == 7 and left_in(tmp_path) == []


def test_progress_ends_at_its_total(store: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_package(COVER, whole(store), tmp_path, store.copy, progress=lambda *step: told.append(step))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total in told} == {told[-1][0]}


def test_copy_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    pieces = whole(store)
    del store.files[pieces[2].digest]
    with pytest.raises(KeyError):
        write_package(COVER, pieces, tmp_path, store.copy)
    assert left_in(tmp_path) == []


def test_full_disk_leaves_nothing(store: Store, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of a process exist on POSIX alone")
    large = [store.piece(bytes(300_000), "录像", FILM, ".mp4", label=f"证据{number}") for number in range(1, 4)]
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))  # each copy fits, the zip does not
        with pytest.raises(OSError):
            write_package(COVER, large, tmp_path, store.copy)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        signal.signal(signal.SIGXFSZ, handler)
    assert left_in(tmp_path) == []


def test_folder_that_is_no_folder_is_an_error_of_the_system(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OSError):
        write_package(COVER, whole(store), tmp_path / "out", store.copy)
