"""The shape of the house: which way imports run, what each folder may use, how long files and functions are."""

import ast
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ui", "models", "exports", "forms", "procedures", "resources")
FILE_LINES, FUNCTION_LINES, ENTRY_LINES = 400, 60, 120

# The libraries a folder may import, beside the standard library and the folders below it.
LIBRARIES = {
    "procedures": {"chinese_calendar", "stdnum"},
    "forms": set(),
    "exports": {"PIL", "docx", "fontTools", "lxml", "openpyxl", "pypdf", "reportlab", "tomli_w"},
    "models": {"peewee", "platformdirs", "playhouse", "psycopg", "puremagic", "rfc8785", "sqlcipher3", "uuid_utils"},
    "ui": {"PIL", "PySide6", "pypdfium2", "shiboken6"},
    "resources": set(),
    "app.py": set(),
    "dev.py": set(),
}

# One planted import for each contract of pyproject.toml, and the contract it must break.
VIOLATIONS = {
    "rules import storage": ("procedures/days.py", "import models.tables", "Each layer imports only those below it"),
    "exports import a screen": ("exports/pdf.py", "import ui.pages", "Each layer imports only those below it"),
    "queries import operations": (
        "models/queries/cases.py",
        "import models.operations",
        "Storage is built from the tables up",
    ),
    "tables import the journal": (
        "models/tables/journal.py",
        "import models.journal",
        "Storage is built from the tables up",
    ),
    "the journal reads a projection": (
        "models/journal.py",
        "import models.tables.projections",
        "The journal knows nothing that is derived from it",
    ),
    "queries render": (
        "models/queries/cases.py",
        "import exports.pdf",
        "Only operations hand documents to the renderers",
    ),
    "forms import Qt": ("forms/schema.py", "import PySide6.QtGui", "Rules and forms know no Qt and no database"),
    "rules import peewee": ("procedures/days.py", "import peewee", "Rules and forms know no Qt and no database"),
    "forms import docx": (
        "forms/compose.py",
        "import docx",
        "Rules and forms know no file format but TOML as it is read",
    ),
    "exports import storage": ("exports/docx.py", "import models.journal", "Exports know no storage"),
    "exports import peewee": ("exports/docx.py", "import peewee", "Exports know no storage"),
    "storage imports Qt": ("models/journal.py", "import PySide6.QtCore", "Qt stays in ui"),
    "a page reads a table": (
        "ui/pages/journal.py",
        "import models.tables",
        "The user interface touches no table and no driver",
    ),
    "a command imports a widget": ("ui/commands/demo.py", "import ui.widgets.any", "The text commands run without Qt"),
    "a page imports app.py": ("ui/pages/journal.py", "import app", "Nobody imports the entry points"),
}


def sources(*folders: str) -> Iterator[Path]:
    """Every Python file of these folders (or files) of the project."""
    for folder in folders:
        place = ROOT / folder
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))


def everything() -> Iterator[Path]:
    return sources("app.py", "dev.py", *PACKAGES, "tests", "benchmarks")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported_names(path: Path) -> set[str]:
    """The first part of every module that a file imports, wherever the import stands."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def libraries_of(*folders: str) -> dict[str, set[str]]:
    """Library → the files of these folders that import it."""
    own = {*PACKAGES, "app", "dev", "tests", "benchmarks", *sys.stdlib_module_names}
    found: dict[str, set[str]] = {}
    for path in sources(*folders):
        for name in imported_names(path) - own:
            found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def lint_imports(folder: Path) -> str:
    """What import-linter says about the house in `folder` under the contracts of this project."""
    program = Path(sysconfig.get_path("scripts")) / ("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    command = [program, "--config", ROOT / "pyproject.toml", "--no-cache"]
    environment = {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "SYSTEMROOT": "C:\\Windows"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    ).stdout


def broken_contracts(report: str) -> set[str]:
    return {line.removesuffix(" BROKEN") for line in report.splitlines() if line.endswith(" BROKEN")}


def plant(folder: Path, module: str, line: str) -> None:
    path = folder / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n", "utf-8")


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """The modules of the project without their contents, and one widget that needs Qt."""
    for path in sources(*PACKAGES):
        plant(tmp_path, str(path.relative_to(ROOT)), "")
    plant(tmp_path, "app.py", "")
    plant(tmp_path, "ui/widgets/any.py", "import PySide6.QtWidgets")
    return tmp_path


def test_every_import_contract_holds() -> None:
    report = lint_imports(ROOT)
    assert "0 broken" in report, report


def test_an_empty_house_breaks_no_contract(empty_house: Path) -> None:
    assert "0 broken" in lint_imports(empty_house)


@pytest.mark.parametrize("planted", VIOLATIONS)
def test_contract_is_broken_by(planted: str, empty_house: Path) -> None:
    module, line, contract = VIOLATIONS[planted]
    plant(empty_house, module, line)
    assert contract in broken_contracts(lint_imports(empty_house))


def test_every_contract_has_a_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {contract for _, _, contract in VIOLATIONS.values()}


@pytest.mark.parametrize("folder", LIBRARIES)
def test_folder_uses_only_its_libraries(folder: str) -> None:
    strangers = {name: files for name, files in libraries_of(folder).items() if name not in LIBRARIES[folder]}
    assert not strangers


def declared_packages(group: str = "") -> set[str]:
    """What pyproject.toml asks for: by the program, or by a dependency group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return {line.partition("==")[0].partition("[")[0].lower() for line in lines}


def packages_of(library: str) -> set[str]:
    """The installed packages that bring a library."""
    return {found.lower().replace("_", "-") for found in packages_distributions().get(library, [])}


def test_declared_dependencies_are_what_the_program_imports() -> None:
    optional, with_qt = {"psycopg"}, {"shiboken6"}
    needed = {name: packages_of(name) for name in set(libraries_of("app.py", *PACKAGES)) - optional - with_qt}
    undeclared = {name for name, packages in needed.items() if not packages & declared_packages()}
    unused = declared_packages() - set().union(*needed.values())
    assert (undeclared, unused) == (set(), set())


def test_tests_and_benchmarks_import_declared_packages_alone() -> None:
    declared = declared_packages() | declared_packages("dev")
    with_others = {"_pytest", "shiboken6"}
    undeclared = {name for name in libraries_of("tests", "benchmarks") if not packages_of(name) & declared}
    assert undeclared - with_others == set()


CLOCKS = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.localtime"}


def test_nothing_below_ui_asks_what_day_it_is() -> None:
    asked = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("procedures", "forms", "exports", "models")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("datetime.") in CLOCKS
    }
    assert not asked


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in everything()}
    assert {path: lines for path, lines in lengths.items() if lines > FILE_LINES} == {}
    assert lengths["app.py"] < ENTRY_LINES


def test_functions_stay_short() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": length
        for path in everything()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long
