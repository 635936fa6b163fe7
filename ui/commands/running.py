"""Runs one text command: the same exit status and messages everywhere, never a traceback for a user's mistake."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from procedures.problems import DataError, Problem, RuleError

DONE, FOUND_WRONG, REFUSED_CALL, REFUSED_BY_LAW, STORAGE = range(5)
Run = Callable[[argparse.Namespace], int]


class CallError(Exception):
    """The call or its input can't be taken; nothing has been changed."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)


def run_command(run: Run, asked: argparse.Namespace) -> int:
    """Run and turn refusals into messages on standard error and the exit status of the text interface."""
    from models.errors import StaleError, StorageError

    try:
        return run(asked)
    except CallError as error:
        return _tell(error.messages, REFUSED_CALL)
    except DataError as error:
        return _tell([str(error)], REFUSED_CALL)
    except RuleError as error:
        return _tell([_told(problem) for problem in error.problems], REFUSED_BY_LAW)
    except (StorageError, StaleError) as error:
        return _tell([str(error)], STORAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return _tell([f"{error.filename or '文件'}：{error.strerror or error}"], STORAGE)


def progress(words: str) -> None:
    """One line of progress on standard error."""
    print(words, file=sys.stderr)


def read_text(name: str) -> str:
    """The text of an input file; CallError where it can't be read."""
    try:
        return Path(name).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise CallError([f"{name}：不是 UTF-8 文本（第 {error.start + 1} 个字节），请用 UTF-8 另存后再试"]) from error
    except OSError as error:
        raise CallError([f"{name}：打不开（{error.strerror}），请核对文件名和权限"]) from error


def write_whole(place: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(place.name + ".part")
    half.write_bytes(content)
    half.replace(place)


def _told(problem: Problem) -> str:
    return f"{problem}{'；' + problem.remedy if problem.remedy else ''}"


def _tell(messages: Sequence[str], status: int) -> int:
    for message in messages:
        print(message, file=sys.stderr)
    return status
