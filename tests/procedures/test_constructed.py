"""Which values of a case are filler, named by their path in the script."""

from dataclasses import replace

from procedures.case import Goods
from procedures.constructed import idle_patterns, is_constructed, published, value_paths
from tests.builders import make_act, make_case, make_conduct


def test_value_is_named_by_its_place_in_the_script() -> None:
    case = make_case(
        make_act("sample_taken", items=({"name": "某农药", "quantity": "2"},), values={"place": "某店"}),
        conducts=(make_conduct(facts={"goods_value": 84_00}),),
        goods=(Goods("某农药", "20"),),
    )
    paths = value_paths(case)
    assert paths["sample_taken.items.1.quantity"] == "2"
    assert paths["sample_taken.values.place"] == "某店"
    assert paths["conduct.c1.facts.goods_value"] == 84_00
    assert paths["goods.1.quantity"] == "20"
    assert paths["officer.A.certificates.1.no"]
    assert paths["party.p1.name"] == "王某"


def test_ids_and_kinds_of_acts_are_no_values() -> None:
    assert not {"sample_taken.id", "sample_taken.kind", "party.p1.id"} & set(
        value_paths(make_case(make_act("sample_taken")))
    )


def test_star_stands_for_any_run_of_characters() -> None:
    case = replace(make_case(make_act("fine_paid", amount=1)), constructed=("officer.*", "*.amount", "party.p1.name"))
    assert is_constructed(case, "officer.A.certificates.1.no")
    assert is_constructed(case, "fine_paid.amount")
    assert not is_constructed(case, "party.p1.names") and not is_constructed(case, "fine_paid.on")


def test_everything_is_filler_where_a_lone_star_says_so() -> None:
    assert published(replace(make_case(make_act("fine_paid", amount=1)), constructed=("*",))) == {}


def test_bracket_in_a_path_is_no_pattern() -> None:
    case = replace(make_case(), constructed=("party.[p]1.name",))
    assert idle_patterns(case) == ("party.[p]1.name",)


def test_path_that_names_nothing_is_told() -> None:
    case = replace(
        make_case(make_act("fine_paid", amount=1)), constructed=("fine_paid.amount", "act-9.fine", "goods.*")
    )
    assert idle_patterns(case) == ("act-9.fine", "goods.*")
