"""数据: where everything lies, whether it is encrypted, how much is recorded, whether there is a copy elsewhere."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from models.journal import log_head
from models.queries.cases import count_cases
from models.session import Session
from procedures.zone import CHINA
from ui.desk import Desk
from ui.pages.settings.part import SettingsPart
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.layout import clear, column, row
from ui.widgets.surfaces import card, notice
from ui.widgets.text import facts

GIGABYTE = 1024**3


class DataPart(SettingsPart):
    """Read only; a copy is made by the office's own means until this program makes backups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place: QVBoxLayout = column(gap=12)
        folder = str(desk.session.folder.root)
        show = button(
            "打开数据文件夹", icon="folder", then=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
        )
        self.put(card(self._place, row(show, None), heading="数据"))

    def refresh(self) -> None:
        clear(self._place)
        session = self.desk.session
        self._place.addLayout(facts(data_facts(session), label_width=scaled(88)))
        if not session.database.encrypted:
            told = "这台电脑没有加密驱动，数据以明文保存。把文件夹放在加密的磁盘上，或者换有加密驱动的安装。"
            self._place.addWidget(notice("数据库没有加密", told, "amber"))
        if not _backups(session.folder.backups):
            told = "这一版还不会自己备份。退出程序以后，把整个数据文件夹（连同密钥文件）复制到 U 盘或者网络盘。"
            self._place.addWidget(notice("还没有备份", told, "amber", "backup"))


def data_facts(session: Session) -> list[tuple[str, str]]:
    """What can be said of the data, as label and words."""
    entries, _ = log_head(session.database)
    free = shutil.disk_usage(session.folder.root).free / GIGABYTE
    backups = _backups(session.folder.backups)
    return [
        ("文件夹", str(session.folder.root)),
        ("加密", "数据库已加密，密钥在数据文件夹里" if session.database.encrypted else "没有加密"),
        ("办案日志", f"{entries:,} 条记载，{count_cases(session):,} 件案件"),
        ("上次备份", _moment(backups[-1]) if backups else "没有"),
        ("磁盘剩余", f"{free:.1f} GB"),
        ("本机编号", session.device.id),
    ]


def _backups(folder: Path) -> Sequence[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime) if folder.is_dir() else []


def _moment(path: Path) -> str:
    return f"{datetime.fromtimestamp(path.stat().st_mtime, CHINA):%Y-%m-%d %H:%M}"
