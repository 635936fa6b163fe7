"""`app.py self-check`: whether this program is whole on this machine; nothing outside a temporary folder is touched."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from models.folder import DataFolder
from procedures.problems import DataError, RuleError
from resources import path
from ui.commands.running import DONE, FOUND_WRONG

Check = Callable[[], str]


def run(_asked: argparse.Namespace) -> int:
    """Print one line a check; exit status 1 where one fails."""
    from models.errors import StorageError

    failed = 0
    for name, check in _checks():
        try:
            print(f"✓ {name}：{check()}")
        except (DataError, RuleError, StorageError, OSError, ImportError) as error:
            failed += 1
            print(f"✗ {name}：{error}")
    print("全部正常" if not failed else f"{failed} 项不正常，请重新安装程序或联系管理员")
    return FOUND_WRONG if failed else DONE


def _checks() -> Iterator[tuple[str, Check]]:
    yield "规则", _rules
    yield "案由库", _catalogue
    yield "文书", _forms
    yield "字体", _fonts
    yield "数据库", _database
    yield "示例案件", _whole_case


def _rules() -> str:
    from procedures.kinds import kinds
    from procedures.rulebook import load_rulebook

    book = load_rulebook()
    return f"{book.version}，{len(kinds())} 种办案行为，摘要 {book.digest[:12]}"


def _catalogue() -> str:
    from procedures.catalogue import all_offences

    entries = all_offences()
    return f"{len(entries)} 个案由，其中 {sum(entry.verified for entry in entries)} 个已核对罚则"


def _forms() -> str:
    from forms.schema import load_forms

    return f"{len(list(load_forms(path('forms')).all()))} 个文书版本"


def _fonts() -> str:
    from exports.fonts import missing_characters

    missing = missing_characters("农案通〔2026〕䶮㑇𬭎")
    if missing:
        raise DataError("resources/fonts", "", f"字体缺字：{'、'.join(missing)}")
    return "齐全，含生僻字"


def _database() -> str:
    import models.database as database

    return "加密驱动可用" if database.can_encrypt() else "本机没有加密驱动，数据将以明文保存"


def _whole_case() -> str:
    from models.rebuild import rebuild
    from models.verify import verify
    from procedures.script import read_script_file
    from ui.commands.walk.ledgers import write_ledgers
    from ui.commands.walk.office import at_noon, prepare_office
    from ui.commands.walk.samples import walk_sample
    from ui.opening import open_office

    sample = read_script_file(path("samples", "simple-citizen.toml"))
    with tempfile.TemporaryDirectory() as place, open_office(Path(place)) as session:
        walk_sample(session, sample, prepare_office(session, sample, at_noon(sample.acts[0].on)))
        ledgers = write_ledgers(session, Path(place))
        found = verify(session.database, session.folder, session.device)
        different = rebuild(session.database, session.rulebook).different
        if not found.ok or different:
            raise DataError(str(DataFolder(Path(place)).database), "", "走完示例案件后核验不符")
    return f"走完一件当场处罚，{found.entries} 条记载、{found.documents} 份文书核验相符，导出 {len(ledgers)} 份台账"
