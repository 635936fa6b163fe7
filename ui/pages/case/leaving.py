"""A paper saved as a file that the officer names."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.failure import Failure, FailureDialog
from ui.pages.case.keeping import open_dialog

UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
KINDS = {"pdf": "PDF 文件 (*.pdf)", "docx": "Word 文档 (*.docx)"}


def file_name(title: str, number: str, kind: str) -> str:
    """The name proposed for a file: title and number without what a file name can't hold."""
    whole = "_".join(part for part in (title, number) if part)
    return f"{UNFIT.sub('_', whole)}.{kind}"


def save_as(content: bytes, name: str, owner: QWidget) -> Path | None:
    """Ask where to, and write the file; None where the officer went back or it could not be written."""
    kind = name.rpartition(".")[2]
    chosen, _ = QFileDialog.getSaveFileName(owner, "另存为", name, KINDS[kind])
    if not chosen:
        return None
    place = Path(chosen if chosen.endswith(f".{kind}") else f"{chosen}.{kind}")
    try:
        place.write_bytes(content)
    except OSError as error:
        told = Failure(
            "文件没有写出来", f"{place}：{error.strerror}。换一个文件夹再试。", "案卷里的文书", "另存的这一份"
        )
        open_dialog(FailureDialog(told, owner.window()))
        return None
    return place
