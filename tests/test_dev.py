"""The set-up script: what it finds missing, what it installs and when, what it says where it can't."""

import ast
import json
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="系统软件包只在 Linux 上由 dev.py 安装")


@pytest.fixture(scope="session")
def made_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment as dev.py makes it, without packages but with a pip that can be imported."""
    folder = tmp_path_factory.mktemp("made") / ".venv"
    venv.create(folder, prompt=dev.PROMPT, symlinks=sys.platform != "win32")
    packages = next(folder.rglob("site-packages"))
    (packages / "pip.py").write_text("", "utf-8")
    return folder


@pytest.fixture
def checkout(made_venv: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with two empty lock files and an environment of its own."""
    made_venv.rename(tmp_path / ".venv")
    for lock in LOCKS:
        (tmp_path / lock).write_text("", "utf-8")
    yield tmp_path
    (tmp_path / ".venv" / "installed.json").unlink(missing_ok=True)
    (tmp_path / ".venv" / "installing").unlink(missing_ok=True)
    (tmp_path / ".venv").rename(made_venv)


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the lock files that would have been installed."""
    done: list[str] = []
    monkeypatch.setattr(dev, "install", lambda lock, _venv: done.append(lock.name))
    return done


def test_script_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    parts = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in plain | parts} <= sys.stdlib_module_names


def test_older_python_can_read_the_script_and_so_its_message() -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("version", "supported"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)]
)
def test_supported_versions_are_those_of_the_project_file(version: tuple[int, int], supported: bool) -> None:
    assert dev.is_supported(version) is supported
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">=3.{dev.MINORS[0]},<3.{dev.MINORS[-1] + 1}"


def test_without_a_supported_python_the_message_names_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "other_pythons", lambda: [["no-such-python"]])
    with pytest.raises(dev.SetupError, match=r"3\.11、3\.12 或 3\.13"):
        dev.hand_over(["run"])


def test_a_library_that_does_not_load_is_reported_with_its_package() -> None:
    wanted = {"libnothing-of-this-name.so.9": "libnothing9"}
    assert dev.missing_libraries(wanted) == wanted
    assert dev.missing_libraries(wanted, loads=lambda _name: True) == {}


@on_linux
def test_without_apt_rights_the_exact_command_is_printed_and_nothing_is_done() -> None:
    with pytest.raises(dev.SetupError) as refused:
        dev.ensure_system(lambda: {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}, find_apt=lambda: None)
    assert "libegl1 libgl1" in str(refused.value)


@on_linux
def test_apt_is_asked_for_the_missing_packages_alone(tmp_path: Path) -> None:
    program = tmp_path / "apt"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n', "utf-8")
    program.chmod(0o755)
    found = iter([{"libGL.so.1": "libgl1"}, {}])
    dev.ensure_system(lambda: next(found), find_apt=lambda: [str(program)])
    assert (tmp_path / "asked").read_text("utf-8").splitlines() == [
        "update",
        "install -y --no-install-recommends libgl1",
    ]


@on_linux
def test_a_package_that_did_not_help_is_reported() -> None:
    with pytest.raises(dev.SetupError, match=r"仍然缺少 libGL\.so\.1"):
        dev.ensure_system(lambda: {"libGL.so.1": "libgl1"}, find_apt=lambda: ["true"])


@on_linux
def test_a_failed_apt_leaves_the_command_to_the_person() -> None:
    with pytest.raises(dev.SetupError, match="libgl1"):
        dev.ensure_system(lambda: {"libGL.so.1": "libgl1"}, find_apt=lambda: ["false"])


def test_nothing_is_installed_while_the_lock_is_unchanged(checkout: Path, installs: list[str]) -> None:
    dev.ensure_venv("requirements.lock", checkout)
    dev.ensure_venv("requirements.lock", checkout)
    assert installs == ["requirements.lock"]


def test_a_changed_lock_is_installed_again(checkout: Path, installs: list[str]) -> None:
    dev.ensure_venv("requirements.lock", checkout)
    (checkout / "requirements.lock").write_text("# 有改动\n", "utf-8")
    dev.ensure_venv("requirements.lock", checkout)
    assert installs == ["requirements.lock", "requirements.lock"]


def test_development_packages_cover_those_of_the_program(checkout: Path, installs: list[str]) -> None:
    dev.ensure_venv("requirements-dev.lock", checkout)
    dev.ensure_venv("requirements.lock", checkout)
    assert installs == ["requirements-dev.lock"]


def test_line_ends_of_the_checkout_do_not_change_a_lock(tmp_path: Path) -> None:
    (tmp_path / "unix").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "windows").write_bytes(b"a==1\r\nb==2\r\n")
    assert dev.digest_of(tmp_path / "unix") == dev.digest_of(tmp_path / "windows")


def test_an_installation_that_failed_is_tried_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_lock: Path, _venv: Path) -> None:
        raise dev.SetupError("没有网络")

    monkeypatch.setattr(dev, "install", refuse)
    for _ in range(2):
        with pytest.raises(dev.SetupError):
            dev.ensure_venv("requirements.lock", checkout)
    assert dev.is_sound(checkout / ".venv")


def test_an_environment_in_which_an_installation_broke_off_is_not_used(checkout: Path) -> None:
    assert dev.is_sound(checkout / ".venv")
    (checkout / ".venv" / "installing").touch()
    assert not dev.is_sound(checkout / ".venv")


def test_an_environment_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / ".venv"
    foreign.mkdir()
    (foreign / "pyvenv.cfg").write_text("home = /nowhere\n", "utf-8")
    with pytest.raises(dev.SetupError, match="不敢覆盖"):
        dev.ensure_venv("requirements.lock", tmp_path)
    assert (foreign / "pyvenv.cfg").read_text("utf-8") == "home = /nowhere\n"


def test_a_half_made_environment_is_made_anew(tmp_path: Path, installs: list[str]) -> None:
    half = tmp_path / ".venv"
    half.mkdir()
    (half / "pyvenv.cfg").write_text(f"prompt = '{dev.PROMPT}'\n", "utf-8")
    (half / "left over").touch()
    (tmp_path / "requirements.lock").write_text("", "utf-8")
    dev.ensure_venv("requirements.lock", tmp_path)
    assert dev.is_sound(half)
    assert not (half / "left over").exists()
    assert json.loads((half / "installed.json").read_text("utf-8")).keys() == {"requirements.lock"}
    assert installs == ["requirements.lock"]


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_only_linux_may_be_without_a_display(platform: str, environment: dict[str, str], shown: bool) -> None:
    assert dev.has_display(platform, environment) is shown


@on_linux
def test_without_a_display_the_demonstration_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "ensure_venv", lambda: Path("environment"))
    monkeypatch.setattr(dev, "run", lambda *command: started.append(tuple(map(str, command[1:]))) or 0)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.run_program([]) == 0
    assert started == [("app.py", "demo", "--out", str(ROOT / "build" / "demo"))]
    assert "没有显示器" in capsys.readouterr().out


def test_check_reports_every_failure_and_ends_with_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ensure_venv", lambda _lock: Path("environment"))
    monkeypatch.setattr(dev, "run", lambda program, *_rest, **_variables: int(Path(program).stem in {"mypy", "ruff"}))
    assert dev.run_checks([]) == 1
    assert "ruff format" in (told := capsys.readouterr().out) and "mypy" in told and "lint-imports" not in told


def test_an_unknown_command_gets_the_list_of_commands() -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "dev.py", "start"], capture_output=True, encoding="utf-8", check=False
    )
    assert told.returncode == 2
    assert all(command in told.stdout for command in dev.COMMANDS)


def pins_of(lock: str) -> dict[str, str]:
    """Package → version of a lock file."""
    text = (ROOT / lock).read_text("utf-8")
    return {
        name.lower(): version for name, version in re.findall(r"^([\w.-]+)(?:\[\w+\])?==([^ ;\\]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_has_its_digest_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    requirements = re.split(r"\n(?=\w)", text)[1:] if text.startswith("#") else re.split(r"\n(?=\w)", text)
    assert len(requirements) == len(pins_of(lock))
    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_locks_hold_what_the_project_asks_for_in_the_same_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    program, development = pins_of("requirements.lock"), pins_of("requirements-dev.lock")

    def asked(lines: list[str]) -> set[tuple[str, str]]:
        return {
            (name.partition("[")[0].lower(), pin.partition(";")[0])
            for name, _, pin in (s.partition("==") for s in lines)
        }

    assert asked(project["project"]["dependencies"]) <= program.items()
    assert asked(project["dependency-groups"]["dev"]) <= development.items()
    assert program.items() <= development.items()


def test_program_runs_on_a_qt_that_keeps_count_of_none() -> None:
    # Qt for Python 6.12.0 takes one reference to None too many on most calls and aborts after some thousands of them
    assert pins_of("requirements.lock")["pyside6-essentials"] == "6.11.3"
