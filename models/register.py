"""The register as it stands now: officers with all their certificates, posts, settings. Shared by writes and reads."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from models.database import Database
from models.office import Post, RegisteredOfficer
from models.tables.projections import CertificateRow, OfficerRow, PostRow, SettingRow
from procedures.case import Certificate, Officer


def registered_officers(database: Database, ids: Iterable[str] | None = None) -> dict[str, RegisteredOfficer]:
    """The officers of the register by id, all or the named ones, in the order of their names."""
    people = OfficerRow.select(OfficerRow.officer_id, OfficerRow.name, OfficerRow.active, OfficerRow.partner)
    held = CertificateRow.select().order_by(CertificateRow.officer_id, CertificateRow.position)
    if ids is not None:
        wanted = list(ids)
        if not wanted:
            return {}
        people = people.where(OfficerRow.officer_id.in_(wanted))
        held = held.where(CertificateRow.officer_id.in_(wanted))
    certificates: dict[str, list[Certificate]] = {}
    for officer_id, _, no, valid_from, valid_until in database.rows(held):
        certificate = Certificate(no, date.fromisoformat(valid_from), date.fromisoformat(valid_until))
        certificates.setdefault(officer_id, []).append(certificate)
    return {
        officer_id: RegisteredOfficer(
            Officer(officer_id, name, tuple(certificates.get(officer_id, ()))), bool(active), partner
        )
        for officer_id, name, active, partner in database.rows(people.order_by(OfficerRow.name, OfficerRow.officer_id))
    }


def posts(database: Database) -> tuple[Post, ...]:
    """All posts, those that have ended included, in the order of officer and day."""
    query = PostRow.select().order_by(PostRow.officer_id, PostRow.valid_from, PostRow.post_id)
    return tuple(
        Post(
            post_id,
            officer_id,
            post,
            duties,
            date.fromisoformat(valid_from),
            date.fromisoformat(valid_until) if valid_until else None,
        )
        for post_id, officer_id, post, duties, valid_from, valid_until in database.rows(query)
    )


def office_settings(database: Database) -> Mapping[str, Any]:
    """The office's settings by fact key."""
    return {key: json.loads(value) for key, value in database.rows(SettingRow.select().order_by(SettingRow.key))}
