"""`app.py rebuild`: work out every list anew from the journal and compare every column."""

import argparse

from models.rebuild import rebuild
from ui.commands.running import DONE, FOUND_WRONG, progress
from ui.opening import open_office


def run(asked: argparse.Namespace) -> int:
    """Print what was compared; where a row differs it is put right and the exit status is 1."""
    with open_office(asked.data) as session:
        done = rebuild(
            session.database, session.rulebook, repair=True, progress=lambda count: progress(f"已推算 {count} 件")
        )
    print(f"推算 {done.cases} 件案件、{done.entries} 条记载")
    if done.outdated:
        print(f"其中 {done.outdated} 件是按旧规则推算的，已按现行规则更新")
    for difference in done.differences:
        print(f"{difference.table}：{'多出' if difference.stored else '缺少'} {difference.row}")
    print("逐栏比对全部相符" if not done.different else f"{done.different} 行不符，已按日志更正")
    return FOUND_WRONG if done.different else DONE
