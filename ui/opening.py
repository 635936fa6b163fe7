"""Opens the office's data with the rules and forms that go with it; the same for the window and the text commands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.folder import DataFolder, data_root
from models.session import Session, open_session
from resources import path

if TYPE_CHECKING:
    from forms.schema import FormSet
    from procedures.rulebook import Rulebook

DATABASE_VARIABLE = "NONGANTONG_DATABASE"


@contextmanager
def open_office(asked: str | Path | None, ruleset: str = "liuyang") -> Iterator[Session]:
    """The office in the data folder asked for, for writing; a `postgresql://` URL in the environment goes first.

    Raises StorageError. Rules and forms are read on first use: DataError then, for a file that can't be used.
    """
    folder = DataFolder(data_root(asked))
    rules, forms = partial(_rules, folder, ruleset), partial(_forms, folder)
    with open_session(folder, rules, forms, url=os.environ.get(DATABASE_VARIABLE, "")) as session:
        yield session


def _rules(folder: DataFolder, ruleset: str) -> "Rulebook":
    from models.packs import pack_folders
    from procedures.catalogue import use_catalogue
    from procedures.rulebook import load_rulebook

    book = load_rulebook(ruleset, pack_folders(folder))
    use_catalogue(book.catalogue if book.has_own_offences else None)
    return book


def _forms(folder: DataFolder) -> "FormSet":
    from forms.schema import load_forms
    from models.packs import pack_folders

    return load_forms(path("forms"), pack_folders(folder))
