"""Rows that were made under other rules, or before the program kept them, worked out anew from the journal."""

from models.entries import case_stream
from models.journal import read_stream
from models.matters import matter_stream, outdated_matters, write_matter
from models.projections import outdated_cases, project_stream
from models.session import Session

AT_ONCE = 25


def renew_rows(session: Session, *, limit: int = AT_ONCE) -> int:
    """Work out anew the rows of up to `limit` cases and matters made under other rules; how many, 0 once all are new.

    One transaction, no entry: call it until there is nothing left. Raises StorageError.
    """
    database, rules = session.database, session.rulebook
    with database.transaction():
        outdated = outdated_cases(database, rules.digest, limit)
        for case_id in outdated:
            project_stream(database, case_id, read_stream(database, case_stream(case_id)), rules)
        others = outdated_matters(database, rules.digest, limit - len(outdated))
        for matter_id in others:
            write_matter(database, read_stream(database, matter_stream(matter_id)), rules)
        return len(outdated) + len(others)
