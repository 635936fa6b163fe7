"""The shape of an entry is final: its digest, its canonical bytes, and every kind that was ever written."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from models.casefile import ROW_KINDS, CaseFold
from models.entries import DIGEST_PREFIX, Entry, digest_of, instant_from, instant_text, new_id, recomputed
from models.errors import StorageError
from models.findings import FINDING_KINDS, finding_from_entries
from models.matters import MATTER_ENTRY_KINDS, matter_from_entries
from models.office import OFFICE_KINDS, office_from_entries
from models.upcasts import lifted, schema_of
from procedures.kinds import kinds

RELEASED = Path(__file__).parent / "released_entries"
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
HEADS = st.fixed_dictionaries(
    dict.fromkeys(("id", "stream", "parent", "kind", "on", "recorded_at", "actor", "device"), TEXT)
    | {name: st.integers(1, 2**40) for name in ("stream_seq", "schema")}
)
PLAIN = st.recursive(
    st.one_of(TEXT, st.booleans(), st.none(), st.integers(-(2**53) + 1, 2**53 - 1)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=8,
)


def _released() -> list[Path]:
    return sorted(RELEASED.glob("*.json"))


def _entry(file: Path) -> Entry:
    told = json.loads(file.read_text("utf-8"))
    on, recorded_at = date.fromisoformat(told.pop("on")), instant_from(told.pop("recorded_at"))
    return Entry(**told, on=on, recorded_at=recorded_at)


@given(HEADS, st.dictionaries(TEXT, PLAIN, max_size=4))
def test_digest_is_sha256_over_the_canonical_json_of_all_fields(head: dict[str, Any], payload: dict[str, Any]) -> None:
    whole = DIGEST_PREFIX + rfc8785.dumps({**head, "payload": payload})
    assert digest_of(head, rfc8785.dumps(payload).decode()) == hashlib.sha256(whole).hexdigest()


def test_digest_of_a_known_entry_has_not_changed() -> None:
    head = {
        "id": "01a11e28-e900-7f80-9b07-c03bbe72d5b9",
        "stream": "case/01a11e28-e900-7a9e-8e84-79224be8fc7c",
        "stream_seq": 1,
        "parent": "",
        "kind": "case_described",
        "schema": 1,
        "on": "2026-10-09",
        "recorded_at": "2026-10-09T00:56:00.000000Z",
        "actor": "陈某",
        "device": "dev-0000000000000000",
    }
    assert digest_of(head, '{"case":{"title":"王某案"}}') == KNOWN_DIGEST


KNOWN_DIGEST = "e1132f84c86edd5f3804ab6b081c17e27e5cf8c86a4a21f0ee88c83b1a7491b5"


@pytest.mark.parametrize("file", _released(), ids=lambda file: file.stem)
def test_every_entry_ever_released_is_still_read(file: Path) -> None:
    entry = _entry(file)
    assert file.stem == f"{entry.kind}-{entry.schema}"
    assert recomputed(entry) == entry.digest
    if entry.kind in OFFICE_KINDS:
        office_from_entries([entry])
    elif entry.kind in FINDING_KINDS:
        assert finding_from_entries([entry]).seen == entry.stream_seq
    elif entry.kind in MATTER_ENTRY_KINDS:
        before = [_entry(RELEASED / f"{kind}-1.json") for kind in ("matter_recorded", "matter_filed")]
        told = matter_from_entries([*before, entry])
        assert told.seen == entry.stream_seq and told.matter.title and told.notes
    elif entry.kind == "document_cancelled":
        fold = CaseFold()
        fold.take(_entry(RELEASED / "document_issued-1.json"))
        fold.take(entry)
        assert fold.result().documents[0].cancel_reason
    elif entry.kind == "evidence_withdrawn":
        fold = CaseFold()
        fold.take(_entry(RELEASED / "evidence_recorded-1.json"))
        fold.take(entry)
        assert fold.result().withdrawn[0].reason and not fold.result().case.evidence
    else:
        fold = CaseFold()
        fold.take(entry)
        assert fold.result().seen == entry.stream_seq


@pytest.mark.parametrize("kind", sorted({*kinds(), *ROW_KINDS, *OFFICE_KINDS, *FINDING_KINDS, *MATTER_ENTRY_KINDS}))
def test_one_entry_of_every_kind_and_schema_is_kept(kind: str) -> None:
    kept = {file.stem for file in _released()}
    assert {f"{kind}-{schema}" for schema in range(1, schema_of(kind) + 1)} <= kept


def test_entry_of_a_newer_program_is_refused_with_the_remedy() -> None:
    with pytest.raises(StorageError, match="先升级本机的农案通"):
        lifted("case_opened", schema_of("case_opened") + 1, {})


def test_instants_are_utc_whatever_zone_they_were_given_in() -> None:
    china = timezone(timedelta(hours=8))
    moment = datetime(2026, 10, 9, 8, 56, 0, 120, tzinfo=china)
    assert instant_text(moment) == "2026-10-09T00:56:00.000120Z"
    assert instant_from(instant_text(moment)) == moment


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        instant_text(datetime(2026, 10, 9))  # noqa: DTZ001


def test_ids_sort_by_the_time_they_were_made() -> None:
    first = new_id(datetime(2026, 10, 9, tzinfo=UTC))
    later = new_id(datetime(2026, 10, 9, 0, 0, 1, tzinfo=UTC))
    assert first < later and first[14] == "7"
