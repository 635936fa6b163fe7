"""Packs lay laws and offences over the shipped catalogue by id; what differs is told in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procedures.catalogue import all_offences, find_offences, offence, shipped_catalogue, use_catalogue
from procedures.catalogue.difference import Change, catalogue_changes
from procedures.problems import DataError
from procedures.rulebook import load_rulebook

PACK = Path(__file__).parents[2] / "packs" / "law-2026"
LAID = load_rulebook(packs=(PACK,))
DAY = date(2026, 6, 1)


def changes() -> dict[str, Change]:
    return {each.id: each for each in catalogue_changes(shipped_catalogue(), LAID.catalogue)}


def test_pack_replaces_and_adds_by_id_and_takes_nothing_away() -> None:
    shipped = shipped_catalogue()
    assert set(LAID.catalogue.offences) == {*shipped.offences, "seed-79-99"}
    changed = [key for key, entry in shipped.offences.items() if LAID.catalogue.offences[key] != entry]
    assert sorted(changed) == ["fertilizer-27-1", "seed-79-2"]
    assert LAID.packs[0].replaces == ("catalogue.offence.seed-79-2", "catalogue.offence.fertilizer-27-1")
    assert LAID.packs[0].adds == ("catalogue.offence.seed-79-99",)


def test_difference_is_told_in_words() -> None:
    found = changes()
    assert found["seed-79-2"].kind == "changed"
    assert found["seed-79-2"].lines == ("罚款：2000元以上2万元以下 → 3000元以上3万元以下",)
    assert found["fertilizer-27-1"].lines == ("核对：尚未核对原文 → 已核对原文",)
    assert found["seed-79-99"].kind == "new"
    assert "罚款：3000元以上3万元以下" in found["seed-79-99"].lines


def test_law_that_ends_takes_its_offences_with_it_and_both_are_told_as_ended() -> None:
    before = shipped_catalogue()
    law = before.laws["seed-2021"]
    ended = replace(law, status="superseded", replaced_by="《某法》", replaced_from=date(2027, 1, 1))
    entry = replace(before.offences["seed-79-2"], law=ended, valid_to=date(2026, 12, 31))
    after = replace(
        before,
        laws={**before.laws, law.id: ended},
        offences={**before.offences, entry.id: entry},
    )
    found = {each.id: each for each in catalogue_changes(before, after)}
    assert found["seed-2021"].kind == found["seed-79-2"].kind == "ended"
    assert "取代：无 → 自2027-01-01起由《某法》取代" in found["seed-2021"].lines
    assert found["seed-79-2"].lines == ("适用至：无 → 2026-12-31",)


def test_equal_catalogues_differ_in_nothing() -> None:
    assert catalogue_changes(shipped_catalogue(), shipped_catalogue()) == ()


def test_pages_see_the_catalogue_of_the_open_office_and_rules_their_own() -> None:
    try:
        use_catalogue(LAID.catalogue)
        assert offence("seed-79-99") is not None and len(all_offences()) == len(LAID.catalogue.offences)
        assert "seed-79-99" in [entry.id for entry in find_offences("构造的案由", DAY)]
    finally:
        use_catalogue(None)
    assert offence("seed-79-99") is None and find_offences("构造的案由", DAY) == ()
    assert load_rulebook().catalogue.offence("seed-79-99") is None


def test_rules_over_another_catalogue_have_another_digest() -> None:
    assert LAID.digest != load_rulebook().digest


def test_office_years_keep_what_was_read_of_the_pack() -> None:
    assert LAID.with_years({}).catalogue is LAID.catalogue


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (('id = "seed-79-2"', 'id = ""'), "offence.1.id"),
        (("max = 30000", "max = 100"), "offence.seed-79-2.fine.1.max"),
        (('law = "seed-2021"', 'law = "seed-2030"'), "offence.seed-79-2"),
        (("# 构造", "crimes = 1\n# 构造"), "crimes：未知的键"),
        (('crime = ["147", "140"]', 'crime = ["999"]'), "刑法第999条"),
    ],
)
def test_pack_that_cannot_be_used_names_its_file_and_key(changed: tuple[str, str], words: str, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    folder.mkdir()
    for file in PACK.iterdir():
        (folder / file.name).write_text(file.read_text("utf-8").replace(*changed, 1), "utf-8")
    with pytest.raises(DataError) as refused:
        load_rulebook(packs=(folder,))
    assert refused.value.file == "county/offences.toml" and words in str(refused.value)
