"""The rulebook gives each value by its day, takes packs entry by entry, and refuses broken rules by file and key."""

from datetime import date
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from procedures.days import YearTable
from procedures.kinds import kinds
from procedures.problems import DataError
from procedures.rulebook import Rulebook, load_rulebook, read_rulebook
from resources import path
from tests.builders import make_case

BROKEN = sorted((Path(__file__).parent / "broken_rules").glob("*.toml"))
ABOUT = 'id = "county"\nversion = "1.2"\napproved_by = "局法制科"\napproved_on = 2026-01-01\n'
COLLECTION = """
[on_the_spot_collection]
label = "当场收缴上限"
[[on_the_spot_collection.dated]]
from = 1996-10-01
until = 2025-12-31
value = 100.00
basis = "旧规定"
certainty = "verified"
[[on_the_spot_collection.dated]]
from = 2026-01-01
value = 80.00
basis = "县规定"
certainty = "convention"
"""
FILING = "\n".join(
    (
        "[county]",
        'name = "某县人民政府"',
        'basis = "县规定"',
        'certainty = "verified"',
        "[superior_department]",
        'name = "长沙市农业农村局"',
        'basis = "附件2 第三条"',
        'certainty = "convention"',
        "until = 2025-12-31",
    )
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def make_pack(folder: Path, **files: str) -> Path:
    folder.mkdir()
    (folder / "pack.toml").write_text(files.pop("pack", ABOUT), encoding="utf-8")
    for section, content in files.items():
        (folder / f"{section}.toml").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("broken", BROKEN, ids=lambda file: file.stem)
def test_broken_rules_are_refused_by_file_and_key(broken: Path, tmp_path: Path) -> None:
    content = broken.read_text(encoding="utf-8")
    section, words = (line.partition(": ")[2] for line in content.splitlines()[:2])
    pack = make_pack(tmp_path / "county", **{section: content})
    with pytest.raises(DataError) as refused:
        book = load_rulebook(packs=(pack,))
        _ = book.citations, book.accountability
    for word in words.split(" | "):
        assert word in str(refused.value)


def test_the_folder_of_broken_rules_is_not_empty() -> None:
    assert len(BROKEN) > 40


@pytest.mark.parametrize(
    ("day", "citizen", "organisation"),
    [(date(2021, 7, 14), 50_00, 1000_00), (date(2021, 7, 15), 200_00, 3000_00)],
)
def test_limit_of_simple_procedure_changes_on_2021_07_15(
    rulebook: Rulebook, day: date, citizen: int, organisation: int
) -> None:
    assert rulebook.value("simple_procedure", day).value == {"citizen": citizen, "organisation": organisation}


def test_every_value_carries_a_source(rulebook: Rulebook) -> None:
    for value in rulebook.values.values():
        assert all(version.source.basis and version.source.certainty for version in value.versions)


def test_recalled_values_are_marked(rulebook: Rulebook) -> None:
    assert rulebook.value("on_the_spot_collection", date(2020, 1, 1)).source.certainty == "recalled"
    assert rulebook.value("statement_days", date(2026, 1, 1)).source.certainty == "recalled"


def test_settings_of_a_case_win_for_every_day(rulebook: Rulebook) -> None:
    case = make_case(settings={"simple_procedure": {"citizen": 60_00, "organisation": 70_00}, "discussion": "never"})
    for day in (date(2020, 1, 1), date(2026, 1, 1)):
        settings = rulebook.settings_for(case, day)
        assert settings["simple_procedure"] == {"citizen": 60_00, "organisation": 70_00}
        assert settings["discussion"] == "never"
        assert settings["statement_days"] == 3


def test_digest_is_the_same_for_the_same_rules_and_changes_with_any_of_them(rulebook: Rulebook, tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "county", values=COLLECTION)
    year = {2027: YearTable({date(2027, 1, 1): "元旦"})}
    assert load_rulebook().digest == rulebook.digest
    assert load_rulebook(packs=(pack,)).digest != rulebook.digest
    assert rulebook.with_years(year).digest != rulebook.digest


def test_digest_does_not_depend_on_comments_and_line_ends(rulebook: Rulebook, tmp_path: Path) -> None:
    law = copytree(path("law"), tmp_path / "law")
    values = law / "national" / "values.toml"
    values.write_bytes(b"# another comment\r\n" + values.read_bytes().replace(b"\n", b"\r\n"))
    assert read_rulebook(law, "liuyang").digest == rulebook.digest


def test_pack_replaces_one_entry_and_leaves_the_rest(rulebook: Rulebook, tmp_path: Path) -> None:
    book = load_rulebook(packs=(make_pack(tmp_path / "county", values=COLLECTION),))
    assert book.value("on_the_spot_collection", date(2025, 12, 31)).value == 100_00
    assert book.value("on_the_spot_collection", date(2026, 1, 1)).value == 80_00
    assert book.values["simple_procedure"] == rulebook.values["simple_procedure"]


def test_pack_adds_an_entry_and_ends_one_without_deleting_it(tmp_path: Path) -> None:
    book = load_rulebook(packs=(make_pack(tmp_path / "county", recipients=FILING),))
    assert book.recipients_on(date(2025, 12, 31)) == ("city_government", "superior_department", "county")
    assert book.recipients_on(date(2026, 1, 1)) == ("city_government", "county")


def test_loading_tells_the_packs_version_and_who_approved_it(tmp_path: Path) -> None:
    book = load_rulebook(packs=(make_pack(tmp_path / "county", values=COLLECTION, recipients=FILING),))
    assert book.packs[0].approved_by == "局法制科"
    assert book.packs[0].replaces == ("recipients.superior_department", "values.on_the_spot_collection")
    assert book.packs[0].adds == ("recipients.county",)
    assert "county 1.2（局法制科 2026-01-01 批准）" in book.version


def test_the_same_pack_twice_is_refused(tmp_path: Path) -> None:
    packs = (make_pack(tmp_path / "one"), make_pack(tmp_path / "two"))
    with pytest.raises(DataError, match="重复"):
        load_rulebook(packs=packs)


def test_later_pack_wins(tmp_path: Path) -> None:
    first = make_pack(tmp_path / "one", values=COLLECTION)
    second = make_pack(
        tmp_path / "two", pack=ABOUT.replace("county", "other"), values=COLLECTION.replace("80.00", "60.00")
    )
    assert load_rulebook(packs=(first, second)).value("on_the_spot_collection", date(2026, 1, 1)).value == 60_00


@pytest.mark.parametrize("ruleset", ["nowhere", "../values", ""])
def test_unknown_rule_set_is_refused(ruleset: str) -> None:
    with pytest.raises(DataError):
        load_rulebook(ruleset)


def test_missing_file_is_named(tmp_path: Path) -> None:
    law = copytree(path("law"), tmp_path / "law")
    (law / "national" / "general.toml").unlink()
    with pytest.raises(DataError, match=r"general\.toml"):
        read_rulebook(law, "liuyang")


def test_folder_without_its_files_is_named(tmp_path: Path) -> None:
    law = copytree(path("law"), tmp_path / "law")
    rmtree(law / "national" / "gates")
    with pytest.raises(DataError, match=r"gates\.toml"):
        read_rulebook(law, "liuyang")


def test_rule_that_stands_in_two_files_of_a_folder_is_refused(tmp_path: Path) -> None:
    law = copytree(path("law"), tmp_path / "law")
    gates = law / "national" / "gates"
    (gates / "again.toml").write_text((gates / "filing.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match=r"gates/filing\.toml.*filing_incomplete"):
        read_rulebook(law, "liuyang")


def test_missing_value_is_named(tmp_path: Path) -> None:
    law = copytree(path("law"), tmp_path / "law")
    profile = law / "rulesets" / "liuyang.toml"
    profile.write_text(profile.read_text(encoding="utf-8").partition("[values.signals]")[0], encoding="utf-8")
    with pytest.raises(DataError, match=r"liuyang\.toml.*signals"):
        read_rulebook(law, "liuyang")


def test_recipients_and_category_words_of_the_office(rulebook: Rulebook) -> None:
    names = [recipient.name for recipient in rulebook.recipients.values()]
    assert names == ["浏阳市人民政府", "长沙市农业农村局"]
    assert rulebook.category_word("livestock") == "畜牧"
    assert rulebook.category_word("wildlife") == ""


def test_every_finding_of_a_rule_is_an_item_of_the_regulation(rulebook: Rulebook) -> None:
    asked = [gate.finding for gate in rulebook.gates.values()]
    asked += [item for rule in rulebook.deadlines.values() for item in (rule.finding, rule.finding_undone)]
    items = {(item.article, item.item) for item in asked if item}
    assert items <= set(rulebook.accountability.items)


def test_every_gate_points_at_a_key_of_its_acts(rulebook: Rulebook) -> None:
    wrong = [
        (gate.id, kind)
        for gate in rulebook.gates.values()
        for kind in gate.acts
        if gate.field and gate.field not in {**kinds()[kind].keys, **kinds()[kind].beside}
    ]
    assert wrong == []
