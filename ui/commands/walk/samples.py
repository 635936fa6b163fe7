"""Walks one sample, by whichever procedure it takes."""

from collections.abc import Mapping

from models.session import Session
from procedures.case import NOTHING, Case
from ui.commands.expectations import Mend
from ui.commands.walk.general import walk_general
from ui.commands.walk.on_the_spot import DECISION, walk_simple
from ui.commands.walk.walked import Walked


def walk_sample(
    session: Session, sample: Case, registered: Mapping[str, str], mends: Mapping[str, Mend] = NOTHING
) -> Walked:
    """Take a sample through the operations of the window; for `mends` see `walk_general`. RuleError, StorageError."""
    if any(act.kind == DECISION for act in sample.acts):
        return walk_simple(session, sample, registered)
    return walk_general(session, sample, registered, mends)
