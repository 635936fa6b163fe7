"""What operations and queries are given first: database, data folder, rules, forms, this device."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from models.checkpoints import Device, device_from_key
from models.database import Database, open_database
from models.entries import OFFICE_STREAM
from models.folder import DataFolder, make_key, read_key
from models.journal import read_stream
from models.objects import evidence_store, paper_store
from models.office import office_from_entries

if TYPE_CHECKING:
    from forms.schema import FormSet
    from procedures.rulebook import Rulebook

LoadRules = Callable[[], "Rulebook"]
LoadForms = Callable[[], "FormSet"]


@dataclass(frozen=True)
class Session:
    """One open office. Rules and forms are read when they are first asked for, so that a window can show before."""

    database: Database
    folder: DataFolder
    load_rules: LoadRules
    load_forms: LoadForms
    device: Device

    @cached_property
    def rulebook(self) -> "Rulebook":
        """The rules, with the packs and the holidays that the office has recorded. Raises DataError, StorageError."""
        from models.packs import place_packs

        office = office_from_entries(read_stream(self.database, OFFICE_STREAM))
        place_packs(self.folder, office.packs.values())
        return self.load_rules().with_years(office.years) if office.years else self.load_rules()

    @cached_property
    def forms(self) -> "FormSet":
        """The forms, those of packs included, which the rules lay out first. Raises DataError, StorageError."""
        _ = self.rulebook
        return self.load_forms()

    def read_rules_anew(self) -> None:
        """Forget rules and forms: what asks next gets them with the packs as they lie in the data folder now."""
        for kept in ("rulebook", "forms"):
            self.__dict__.pop(kept, None)


@contextmanager
def open_session(
    folder: DataFolder, load_rules: LoadRules, load_forms: LoadForms, *, url: str = ""
) -> Iterator[Session]:
    """Open the office's data for writing, in the folder or at a `postgresql://` URL; closed on leaving.

    Raises StorageError: the folder is in use, the key or the file is damaged, the schema is newer than the program.
    """
    folder.create()
    device = read_device(folder)
    if url:
        with closing(open_database(url)) as database:
            yield Session(database, folder, load_rules, load_forms, device)
        return
    with folder.writing(), closing(open_database(folder)) as database:
        evidence_store(folder).sweep()
        paper_store(folder).sweep()
        yield Session(database, folder, load_rules, load_forms, device)


def read_device(folder: DataFolder) -> Device:
    """This device, named and able to sign; its key is made on first use. Raises StorageError."""
    path = folder.device_key
    return device_from_key(read_key(path) if path.exists() else make_key(path))


def with_calendar(session: Session) -> Session:
    """The session with its rules read anew; call it after a calendar year was recorded."""
    return replace(session)
