"""农案通: starts the window, or runs one of the text commands."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

# command → (what it does, module); a module is imported only when its command runs
COMMANDS = {
    "assess": ("按规则判断办案脚本，写出 JSON", "ui.commands.assess"),
    "import": ("把办案脚本导入数据库", "ui.commands.import_scripts"),
    "export": ("把一件案件导出为办案脚本，证据文件放在旁边", "ui.commands.export_case"),
    "penalty": ("按案由和事实计算罚款的法定幅度，写出 JSON", "ui.commands.penalty"),
    "render": ("生成一件案件的文书", "ui.commands.render"),
    "verify": ("核验办案日志、已签发的文书和证据文件", "ui.commands.verify"),
    "rebuild": ("由办案日志重新推算全部列表并逐栏比对", "ui.commands.rebuild"),
    "self-check": ("检查程序自身：数据文件、字体、数据库、文书", "ui.commands.self_check"),
    "ledger": ("按布局写出台账（xlsx）", "ui.commands.ledger"),
    "demo": ("在新数据文件夹里走完示例案件，写出文书和结果表", "ui.commands.demo"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window, or one command; returns the exit status of the text interface."""
    asked = _parser().parse_args(arguments)
    if asked.command is None:
        from ui.start import start_window

        return start_window(asked.data)
    from ui.commands.running import run_command

    module = importlib.import_module(COMMANDS[asked.command][1])
    return run_command(module.run, asked)


def _parser() -> argparse.ArgumentParser:
    parser = _ChineseParser(prog="app.py", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="数据文件夹；默认是 NONGANTONG_DATA，再默认是本用户的数据文件夹")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=_ChineseParser)
    for name, (words, module) in COMMANDS.items():
        made = commands.add_parser(name, help=words, description=words)
        made.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹")
        _ARGUMENTS[module](made)
    return parser


class _ChineseParser(argparse.ArgumentParser):
    """argparse with its refusal in Chinese and the exit status of the text interface."""

    def error(self, message: str) -> NoReturn:
        """Refuse a call that can't be taken."""
        usage = self.format_usage().removeprefix("usage: ").strip()
        detail = message.rpartition(": ")[2]
        self.exit(2, f"命令不完整或有误：{detail}\n用法：{usage}\n说明：{self.prog} --help\n")


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="办案脚本（TOML）")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="案件编号或案号")
    parser.add_argument("--out", metavar="FILE", help="写到文件；默认写到标准输出")


def _penalty(parser: argparse.ArgumentParser) -> None:
    words = "案由编号，和事实 FACT=VALUE，例如 pesticide-55-1-1 goods_value=9000.00"
    parser.add_argument("given", nargs="*", metavar="OFFENCE_ID FACT=VALUE", help=words)
    same = "各案由出于同一行为，按照行政处罚法第二十九条比较；其后可以再写事实"
    parser.add_argument("--same-act", nargs="*", metavar="FACT=VALUE", help=same)


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="案件编号或案号")
    parser.add_argument("--form", metavar="ID", help="文书编号；默认是全部应有和已签发的文书")
    parser.add_argument("--format", default="docx,pdf", help="docx、pdf 或 docx,pdf")
    parser.add_argument("--out", metavar="DIR", required=True, help="写到哪个文件夹")


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A command without arguments of its own."""


def _ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--layout", metavar="NAME", default="案件台账", help="布局名称，或者布局文件（.toml）")
    parser.add_argument("--from", dest="since", metavar="YYYY-MM-DD", help="从哪一天起，按布局的期间")
    parser.add_argument("--until", metavar="YYYY-MM-DD", help="到哪一天止，含当日")
    parser.add_argument("--unmask", action="store_true", help="身份号码、住址、电话不遮盖")
    parser.add_argument("--out", metavar="FILE.xlsx", required=True, help="写到哪个文件")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", required=True, help="写到哪个文件夹")


_ARGUMENTS = {
    "ui.commands.assess": _files,
    "ui.commands.import_scripts": _files,
    "ui.commands.export_case": _export,
    "ui.commands.penalty": _penalty,
    "ui.commands.render": _render,
    "ui.commands.verify": _nothing,
    "ui.commands.rebuild": _nothing,
    "ui.commands.self_check": _nothing,
    "ui.commands.ledger": _ledger,
    "ui.commands.demo": _demo,
}


if __name__ == "__main__":
    sys.exit(main())
