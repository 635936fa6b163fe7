"""A catalogue that is wrong is refused with file and key; a right one keeps every fact."""

from datetime import date

import pytest

from procedures.problems import DataError
from tests.procedures.catalogue.small import FILE, SMALL, small

BROKEN = {
    "unknown key of the file": ("[meta]", "[metta]\n[meta]", "metta"),
    "schema of another release": ("schema = 2", "schema = 3", "meta.schema"),
    "unknown key of a law": ('kind = "administrative_regulation"', 'kind = "law"\nkindd = 1', "law.new.kindd"),
    "law without its day": ("in_force = 2020-03-01\n", "", "law.new.in_force"),
    "day as text": ("in_force = 2020-03-01", 'in_force = "2020-03-01"', "law.new.in_force"),
    "law id used twice": ('id = "old"', 'id = "new"', "law.new.id"),
    "in force before it was made": ("in_force = 2020-03-01", "in_force = 2020-01-01", "law.new.in_force"),
    "first in force after in force": ("1990-01-01", "2011-01-01", "law.old.in_force"),
    "replaced before in force": ("replaced_from = 2022-05-01", "replaced_from = 2009-05-01", "law.old.replaced_from"),
    "superseded without what followed": (
        'replaced_by = "《中华人民共和国某某法》（2022年修订）"\n',
        "",
        "law.old.replaced_by",
    ),
    "superseded without since when": ("replaced_from = 2022-05-01\n", "", "law.old.replaced_from"),
    "in force and replaced": ('status = "in_force"', 'status = "in_force"\nreplaced_by = "某"', "law.new.replaced_by"),
    "unknown status": ('status = "in_force"', 'status = "valid"', "law.new.status"),
    "unknown key of an offence": ("business = true", "business = true\nbuisness = 1", "offence.new-1.buisness"),
    "missing key of an offence": ("order_correct = true\n", "", "offence.new-1.order_correct"),
    "offence id used twice": ('id = "old-2"', 'id = "new-1"', "offence.new-1.id"),
    "law of an offence that isn't there": ('law = "new"\ndomain', 'law = "none"\ndomain', "offence.new-1.law"),
    "nothing violated": ('violated = [{ law = "new", art = 3 }]', "violated = []", "offence.new-1.violated"),
    "citation of a law that isn't there": ('{ law = "new", art = 3 }', '{ law = "x", art = 3 }', "violated.1.law"),
    "citation without an article": ('{ law = "new", art = 3 }', '{ law = "new" }', "violated.1.art"),
    "citation of article zero": ("art = 3 }", "art = 0 }", "violated.1.art"),
    "penalty of a law that isn't there": ('penalty = { law = "new"', 'penalty = { law = "x"', "penalty.law"),
    "crime that isn't known": ('crime = ["140"]', 'crime = ["999"]', "offence.new-1.crime"),
    "unknown thing confiscated": ('["illegal_gains"]', '["gold"]', "offence.new-1.confiscate"),
    "thing confiscated twice": ('["illegal_gains"]', '["goods", "goods"]', "offence.new-1.confiscate"),
    "unknown moment of a licence": ('when = "serious"', 'when = "often"', "licence.when"),
    "licence without its name": (', which = "某某许可证"', "", "licence.which"),
    "ban after a licence that stays": (
        'licence = { act = "revoke", when = "serious", which = "某某许可证" }',
        'licence = { act = "none" }',
        "ban.when",
    ),
    "ban without years": ("years = 5, ", "", "ban.years"),
    "last day that isn't the day before": ("valid_to = 2022-04-30", "valid_to = 2022-05-01", "offence.old-2.valid_to"),
    "superseded without a last day": ("valid_to = 2022-04-30\n", "", "offence.old-2.valid_to"),
    "last day of a law in force": ("verified = true", "valid_to = 2024-01-01\nverified = true", "new-1.valid_to"),
    "unknown key of a band": ("min = 5000", "min = 5000\nminimum = 1", "new-1.fine.1.minimum"),
    "unknown base": ('base = "fixed"', 'base = "weight"', "old-2.fine.1.base"),
    "unknown person": ('who = "any"', 'who = "farmer"', "new-1.fine.1.who"),
    "amount finer than yuan": ("min = 5000", "min = 5000.5", "new-1.fine.1.min"),
    "negative amount": ("min = 5000", "min = -1", "new-1.fine.1.min"),
    "upper end below the lower": ("max = 20000", "max = 4000", "new-1.fine.1.max"),
    "one end alone": ("min = 5000\n", "", "new-1.fine.1.min"),
    "multiple that is text": ("min_times = 2", 'min_times = "2"', "new-1.fine.2.min_times"),
    "amounts and multiples at once": ("min_times = 2", "min = 1\nmax = 2\nmin_times = 2", "new-1.fine.2"),
    "fixed amount with multiples": ("min = 0\nmax = 1000", "min_times = 0\nmax_times = 1", "old-2.fine.1"),
    "ceiling without multiples": ("max = 1000", "max = 1000\ncap = 900", "old-2.fine.1.cap"),
    "threshold that can't be read": ("goods_value < 10000", "goods_value < 1万", "new-1.fine.1.when"),
    "threshold of another base": ("goods_value < 10000", "illegal_gains < 10000", "new-1.fine.1.when"),
    "amounts that don't hang on their base": ('when = "goods_value < 10000"\n', "", "new-1.fine.1.base"),
    "bands that overlap": ("goods_value >= 10000", "goods_value >= 9000", "new-1.fine.any"),
    "bands that share an end": ("goods_value < 10000", "goods_value <= 10000", "new-1.fine.any"),
    "hole between bands": ("goods_value < 10000", "goods_value < 9000", "new-1.fine.any"),
    "hole of one fen": ("goods_value >= 10000", "goods_value > 10000", "new-1.fine.any"),
    "hole below": ("goods_value < 10000", "goods_value == 10000", "new-1.fine.any"),
    "known without unknown": ("goods_value < 10000", "goods_value known", "new-1.fine.any"),
    "overlap told where there is none": ("verified = true", "overlap = true\nverified = true", "new-1.overlap"),
    "fall told where there is none": ("verified = true", "nonmonotone = true\nverified = true", "new-1.nonmonotone"),
    "fall not told": ("max = 20000", "max = 900000", "new-1.nonmonotone"),
    "fine before failure": ('requires = "overdue"', 'requires = "none"', "old-2.fine.1.requires"),
    "verified without its amount": (
        'base = "fixed"\nmin = 0\nmax = 1000\nwho = "any"\ngrade = "ordinary"\nmode = "may"',
        'base = "none"\nwho = "any"\ngrade = "ordinary"\nmode = "unknown"',
        "old-2.fine.1.mode",
    ),
}


def test_right_catalogue_keeps_its_facts() -> None:
    catalogue = small()
    new, old = catalogue.offences["new-1"], catalogue.offences["old-2"]
    assert [(band.low, band.high, band.low_times, band.high_times) for band in new.bands] == [
        (5_000_00, 20_000_00, None, None),
        (None, None, 2, 5),
    ]
    assert (new.licence.act, new.licence.when, new.licence.which) == ("revoke", "serious", "某某许可证")
    assert old.covers(date(2022, 4, 30)) and not old.covers(date(2022, 5, 1)) and not old.covers(date(2010, 2, 28))
    assert str(old.violated[0]) == "《中华人民共和国某某法》第四条第二款第一项"


def test_legal_bases_of_the_regulation_stand_first() -> None:
    assert [law.id for law in small().legal_bases()] == ["old", "new"]


def test_end_of_a_title_that_is_an_archive_stays() -> None:
    assert small().offences["old-2"].name == "没有某某档案"
    assert small().offences["new-1"].name == "做了某某"


@pytest.mark.parametrize(("old", "new", "key"), BROKEN.values(), ids=BROKEN)
def test_broken_catalogue_is_refused_with_file_and_key(old: str, new: str, key: str) -> None:
    with pytest.raises(DataError) as refused:
        small(old, new)
    assert refused.value.file == FILE
    assert refused.value.key.endswith(key)
    assert refused.value.expected


def test_overlap_that_is_told_is_taken() -> None:
    text = SMALL.replace("verified = true", "overlap = true\nverified = true", 1)
    assert small("goods_value < 10000", "goods_value <= 10000", text).offences["new-1"].overlap


def test_two_escalations_of_one_person_are_refused() -> None:
    band = '[[offence.fine]]\nbase = "fixed"\nmin = 1\nmax = 2\nwho = "any"\ngrade = "ordinary"\nmode = "must"\n'
    with pytest.raises(DataError, match="分不出先后"):
        small(text=SMALL + band + 'requires = "refusal"\n')
