"""农案通的一个入口：准备环境、运行、测试、检查、打包。只用标准库；Windows 上用 `py dev.py …`。"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import io
import json
import os
import shutil
import ssl
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
LOCKS = (RUN_LOCK, DEV_LOCK)
MINORS = (11, 12, 13)
PROMPT = "nongantong"
CERTIFICATE_FILES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem")

# What Qt loads from the system, and the Debian package that brings it. The names before the time_t change still
# install on newer releases, where the renamed packages provide them.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WINDOW_LIBRARIES = {
    **OFFSCREEN_LIBRARIES,
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupError(Exception):
    """Something this script can't mend by itself; the text says what to do."""


def say(text: str) -> None:
    """Tell the person what is being done."""
    print(f"[农案通] {text}", flush=True)


def run(*command: str | Path, **environment: str) -> int:
    """Run a command in the project's folder, with these variables added; its exit status."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment})


def succeeds(*command: str | Path) -> bool:
    """Whether a command can be started and ends well; its output is dropped."""
    try:
        ended = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    except OSError:
        return False
    return ended.returncode == 0


def is_supported(version: tuple[int, ...]) -> bool:
    """Whether 农案通 runs on this version of Python."""
    return version in {(3, minor) for minor in MINORS}


def other_pythons() -> Iterable[list[str]]:
    """Commands that may start a supported interpreter on this machine, newest first."""
    for minor in reversed(MINORS):
        if os.name == "nt" and shutil.which("py"):
            yield ["py", f"-3.{minor}"]
        elif shutil.which(f"python3.{minor}"):
            yield [f"python3.{minor}"]


def starts(*command: str | Path) -> bool:
    """Whether this command starts a supported interpreter."""
    return succeeds(*command, "-c", f"import sys; sys.exit(sys.version_info[1] not in {MINORS})")


def hand_over(arguments: Sequence[str]) -> int:
    """Run this script again under a supported interpreter."""
    current = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for command in other_pythons():
        if starts(*command):
            say(f"当前是 Python {current}，改用 {' '.join(command)}。")
            return run(*command, Path(__file__).resolve(), *arguments)
    raise SetupError(
        f"需要 Python 3.11、3.12 或 3.13，当前是 {current}，本机也没有找到其他版本。\n"
        "请从 python.org 或系统的软件源安装其中一个版本，再用它运行本命令，例如 python3.13 dev.py run。"
    )


def can_load(library: str) -> bool:
    """Whether the system's loader finds this shared library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(libraries: Mapping[str, str], loads: Callable[[str], bool] = can_load) -> dict[str, str]:
    """The libraries that can't be loaded here."""
    return {library: package for library, package in libraries.items() if not loads(library)}


def has_certificates() -> bool:
    """Whether the system holds root certificates, without which nothing can be fetched."""
    known = ssl.get_default_verify_paths().cafile  # None where that file is not there
    return known is not None or any(Path(file).is_file() for file in CERTIFICATE_FILES)


def missing_for_venv() -> dict[str, str]:
    """What making `.venv` and fetching packages lacks."""
    importlib.invalidate_caches()
    has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    missing = {} if has_venv else {"Python 的 venv 模块": f"python3.{sys.version_info[1]}-venv"}
    return missing if has_certificates() else {**missing, "根证书": "ca-certificates"}


def missing_for_build() -> dict[str, str]:
    """What PyInstaller and the window it packs lack."""
    missing = missing_libraries(WINDOW_LIBRARIES)
    if not shutil.which("objdump"):
        missing["objdump"] = "binutils"
    shared = f"libpython3.{sys.version_info[1]}.so.1.0"
    own = Path(sysconfig.get_config_var("LIBDIR") or "") / shared
    if not own.exists() and not can_load(shared):
        missing[shared] = f"libpython3.{sys.version_info[1]}"
    return missing


def apt_here() -> list[str] | None:
    """How apt-get may be started: as it is (root), through sudo without a password, or not at all."""
    if not shutil.which("apt-get"):
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return quiet
    return ["sudo", "-n", *quiet] if succeeds("sudo", "-n", "true") else None


def by_hand(packages: Sequence[str]) -> str:
    """The words that tell a person how to install these packages."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        return f"请用本系统的软件包工具安装（Debian 的包名是：{names}），然后重新运行本命令。"
    command = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
    return f"请运行下面这条命令，然后重新运行本命令：\n    {command}"


def ensure_system(
    find_missing: Callable[[], Mapping[str, str]], find_apt: Callable[[], Sequence[str] | None] = apt_here
) -> None:
    """Install what the system lacks with apt-get where that is allowed; SetupError with the exact command elsewhere."""
    missing = find_missing() if sys.platform == "linux" else {}
    if not missing:
        return
    packages = sorted(set(missing.values()))
    say(f"系统缺少 {'、'.join(missing)}（软件包 {' '.join(packages)}）。")
    apt = find_apt()
    if apt is None:
        raise SetupError(f"这里不能自动安装系统软件包。{by_hand(packages)}")
    say("正在用 apt-get 安装……")
    run(*apt, "update")
    if run(*apt, "install", "-y", "--no-install-recommends", *packages) != 0:
        raise SetupError(f"apt-get 没有装成，原因见上面的输出。{by_hand(packages)}")
    if still := find_missing():
        raise SetupError(f"已安装 {' '.join(packages)}，仍然缺少 {'、'.join(still)}。请检查所用的 Python 和系统版本。")


def in_venv(name: str, venv: Path) -> Path:
    """A program of the environment."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def digest_of(lock: Path) -> str:
    """SHA-256 of a lock file, whatever line ends the checkout has."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def installed_in(venv: Path) -> dict[str, str]:
    """The lock files that were installed into the environment, each with the digest it had then."""
    try:
        return dict(json.loads((venv / "installed.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def is_ours(venv: Path) -> bool:
    """Whether this script made the environment: its name stands in `pyvenv.cfg`."""
    try:
        lines = (venv / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return not any(venv.iterdir())
    return any(line.startswith("prompt") and PROMPT in line for line in lines)


def is_sound(venv: Path) -> bool:
    """Whether the environment can be used: no installation broke off in it, its interpreter starts and has pip."""
    python = in_venv("python", venv)
    return not (venv / "installing").exists() and starts(python) and succeeds(python, "-c", "import pip")


def make_venv(venv: Path) -> None:
    """Make the environment, in place of a broken one; SetupError where a folder of somebody else's is in the way."""
    if venv.exists():
        if not is_ours(venv):
            raise SetupError(f"{venv} 不是本程序建立的环境，不敢覆盖。请把它移走或改名，再重新运行本命令。")
        say(f"{venv.name} 不完整或已不能用，重新建立。")
        shutil.rmtree(venv)
    ensure_system(missing_for_venv)
    say(f"正在建立 {venv.name}（Python {sys.version_info[0]}.{sys.version_info[1]}）……")
    python = getattr(sys, "_base_executable", sys.executable)  # this script may run in the environment it replaces
    if run(python, "-m", "venv", "--prompt", PROMPT, venv) != 0:
        raise SetupError("没有建成 .venv，原因见上面的输出。")


def install(lock: Path, venv: Path) -> None:
    """Install exactly what a lock file lists, every file checked against its SHA-256."""
    say(f"正在安装 {lock.name} 中的依赖（首次需要联网，下载约 {190 if lock.name == DEV_LOCK else 110} MB）……")
    unfinished = venv / "installing"
    unfinished.touch()
    options = ("--require-hashes", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check")
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    failed = run(in_venv("python", venv), "-m", "pip", "install", *options, *quiet, "-r", lock)
    unfinished.unlink()
    if failed:
        raise SetupError(
            "依赖没有装成，原因见上面的输出。连不上网时请检查网络、代理（HTTPS_PROXY）或 pip 的镜像设置；\n"
            "提示没有合适的文件时，本机的系统可能太旧：需要 glibc 2.34（ARM 上 2.39）、Windows 10 或 macOS 13 以上。"
        )


def ensure_venv(lock_name: str = RUN_LOCK, root: Path = ROOT) -> Path:
    """The environment with this lock file installed. Nothing is fetched while lock and environment are unchanged."""
    venv, lock = root / ".venv", root / lock_name
    if not (venv.exists() and is_sound(venv)):
        make_venv(venv)
    installed = installed_in(venv)
    if installed.get(lock_name) == digest_of(lock):
        return venv
    ensure_system(missing_for_venv)
    install(lock, venv)
    # the lock for development holds everything the program runs on, in the same versions
    covered = LOCKS if lock_name == DEV_LOCK else (RUN_LOCK,)
    installed.update({name: digest_of(root / name) for name in covered})
    (venv / "installed.json").write_text(json.dumps(installed), "utf-8")
    say("依赖已就绪。")
    return venv


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown; only Linux may be without."""
    return platform != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def run_program(arguments: Sequence[str]) -> int:
    """打开程序；带参数时执行该文字命令；没有显示器时走一遍演示案件（demo）"""
    python = in_venv("python", ensure_venv())
    if arguments:
        return run(python, "app.py", *arguments)
    if has_display(sys.platform, os.environ):
        ensure_system(lambda: missing_libraries(WINDOW_LIBRARIES))
        say("正在打开窗口……")
        return run(python, "app.py")
    target = ROOT / "build" / "demo"
    say(f"没有显示器（DISPLAY、WAYLAND_DISPLAY 均未设置），不能打开窗口；改为办完演示案件，文书写入 {target}。")
    return run(python, "app.py", "demo", "--out", target)


def run_off_screen(*arguments: str | Path) -> int:
    """Run Python with the packages for development and Qt without a screen."""
    python = in_venv("python", ensure_venv(DEV_LOCK))
    ensure_system(lambda: missing_libraries(OFFSCREEN_LIBRARIES))
    return run(python, *arguments, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT), PYTHONUTF8="1")


def run_tests(arguments: Sequence[str]) -> int:
    """运行测试；其余参数交给 pytest，例如 test tests/procedures -k 期限"""
    return run_off_screen("-m", "pytest", *arguments)


def run_soak(arguments: Sequence[str]) -> int:
    """运行耗时很长的故障测试"""
    return run_off_screen("-m", "pytest", "-m", "soak", *arguments)


def run_checks(_arguments: Sequence[str]) -> int:
    """检查格式、代码、类型和模块之间的依赖方向；全部查完再报告"""
    venv = ensure_venv(DEV_LOCK)
    checks: Mapping[str, Sequence[str | Path]] = {
        "格式（ruff format）": (in_venv("ruff", venv), "format", "--check", "."),
        "代码（ruff check）": (in_venv("ruff", venv), "check", "--quiet", "."),
        "类型（mypy）": (in_venv("mypy", venv),),
        "依赖方向（lint-imports）": (in_venv("lint-imports", venv),),
    }
    failed = [name for name, command in checks.items() if run(*command, PYTHONPATH=str(ROOT), PYTHONUTF8="1") != 0]
    say(f"检查未通过：{'、'.join(failed)}。" if failed else "检查全部通过。")
    return 1 if failed else 0


def run_benchmarks(arguments: Sequence[str]) -> int:
    """运行性能对比，给出比值"""
    return run_off_screen("benchmarks/run.py", *arguments)


def build(arguments: Sequence[str]) -> int:
    """打包到 dist/nongantong，并用打好的程序自检"""
    python = in_venv("python", ensure_venv(DEV_LOCK))
    ensure_system(missing_for_build)
    if run(python, "-m", "PyInstaller", "--noconfirm", "pyinstaller.spec", *arguments) != 0:
        raise SetupError("打包没有成功，原因见上面的输出。")
    folder = ROOT / "dist" / "nongantong"
    program = folder / ("nongantong-cli.exe" if os.name == "nt" else "nongantong")
    say("打包完成，正在用打好的程序自检……")
    with tempfile.TemporaryDirectory() as data:
        failed = run(program, "self-check", NONGANTONG_DATA=data)
    say("打好的程序没有通过自检。" if failed else f"已打包：{folder}")
    return failed


def set_up(_arguments: Sequence[str]) -> int:
    """只准备环境：.venv、运行和开发所需的依赖、系统组件"""
    ensure_venv(DEV_LOCK)
    ensure_system(lambda: missing_libraries(WINDOW_LIBRARIES))
    say("环境已就绪。")
    return 0


def lock(arguments: Sequence[str]) -> int:
    """依 pyproject.toml 重写两个锁定文件；加 --upgrade 升级间接依赖"""
    venv = ensure_venv(DEV_LOCK)
    shared = ("pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet")
    header = ("--custom-compile-command", "python3 dev.py lock")
    compile_lock: Sequence[str | Path] = (in_venv("uv", venv), "pip", "compile", *shared, *header, *arguments)
    return run(*compile_lock, "--output-file", RUN_LOCK) or run(
        *compile_lock, "--group", "dev", "--constraint", RUN_LOCK, "--output-file", DEV_LOCK
    )


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run_program,
    "test": run_tests,
    "check": run_checks,
    "bench": run_benchmarks,
    "soak": run_soak,
    "build": build,
    "setup": set_up,
    "lock": lock,
}


def usage() -> str:
    """The list of commands."""
    lines = [f"  {name:<7}{command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["用法：python3 dev.py 命令 [参数]（Windows：py dev.py 命令 [参数]）", *lines])


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit status, 2 where something has to be done by hand first."""
    if not arguments or arguments[0] not in COMMANDS:
        print(usage())
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    try:
        if not is_supported(sys.version_info[:2]):
            return hand_over(arguments)
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows may know no Chinese
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
