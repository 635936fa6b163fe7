"""How many of each goods there are for an act, by what the act does."""

import pytest

from procedures.goods_offers import goods_offers, where_words
from tests.builders import make_act
from tests.procedures.test_goods import (
    CHECK,
    DECIDED,
    LATER,
    case_of,
    decision,
    destroyed,
    disposed_of,
    line_of,
    preserved,
    row,
    seized,
)

TEN_KEPT = preserved("10")


@pytest.mark.parametrize(
    ("kind", "quantity"),
    [
        ("evidence_preserved", "4"),
        ("sample_taken", "14"),
        ("property_seized", "14"),
        ("preservation_decided", "10"),
        ("goods_surrendered", "14"),
        ("goods_disposed", ""),
        ("opinion_submitted", "10"),
    ],
)
def test_offer_is_what_the_act_may_take(kind: str, quantity: str) -> None:
    (offer,) = goods_offers(case_of(TEN_KEPT), kind, CHECK)
    assert offer.quantity() == quantity


def test_measure_that_is_named_offers_what_it_holds() -> None:
    case = case_of(TEN_KEPT, make_act("property_seized", CHECK, "seized", items=(row("4"),)))
    assert [offer.quantity() for offer in goods_offers(case, "goods_counted", CHECK, "seized")] == ["4"]
    assert [offer.quantity() for offer in goods_offers(case, "goods_counted", CHECK)] == ["14"]


def test_confiscated_goods_are_offered_for_disposal_until_they_are_gone() -> None:
    held = (preserved(), disposed_of("seized"), seized(), decision())
    assert goods_offers(case_of(*held), "goods_disposed", LATER)[0].quantity() == "14"
    gone = case_of(*held, destroyed("10"))
    assert goods_offers(gone, "goods_disposed", destroyed().on)[0].quantity() == "4"


def test_where_goods_lie_is_told() -> None:
    assert where_words(line_of(case_of(TEN_KEPT), DECIDED)) == "当事人处4包、本机关10包"
    assert where_words(line_of(case_of(preserved("14")), DECIDED)) == "本机关14包"


def test_item_leaves_out_what_is_not_known() -> None:
    (offer,) = goods_offers(case_of(seized(), goods=()), "goods_disposed", DECIDED)
    assert dict(offer.item("2")) == {
        "name": "70%杀螺胺",
        "quantity": "2",
        "unit": "包",
        "spec": "40克",
        "batch": "20230102",
    }
