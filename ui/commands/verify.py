"""`app.py verify`: whether everything recorded and issued is as it was."""

import argparse

from models.verify import verify
from ui.commands.running import DONE, FOUND_WRONG
from ui.opening import open_office


def run(asked: argparse.Namespace) -> int:
    """Print what was looked at and each damage with its place; exit status 1 where something is not as it was."""
    with open_office(asked.data) as session:
        found = verify(session.database, session.folder, session.device)
    print(
        f"核验 {found.entries} 条记载、{found.checkpoints} 个签名检查点、"
        f"{found.documents} 份已签发文书、{found.objects} 个证据文件"
    )
    for damage in found.damages:
        print(f"{damage.where}：{damage.text}")
    print("全部相符" if found.ok else f"发现 {len(found.damages)} 处不符，请停止办案并联系管理员，不要覆盖备份")
    print(f"日志头：{found.head}")
    return DONE if found.ok else FOUND_WRONG
