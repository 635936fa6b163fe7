"""Service by public notice: its reason recorded, other ways tried before it, its posting kept.

Source: 民事诉讼法 第九十五条.
"""

from collections.abc import Iterator

from procedures.attempts import NO_OTHER_WAY, POSTED, REASON, UNKNOWN, WHEREABOUTS, ways_tried
from procedures.case import Act
from procedures.field_types import description
from procedures.gates.registry import Context, Hit, predicate


@predicate("public_notice_unfounded", "why")
def _public_notice_unfounded(_: Context, act: Act) -> Iterator[Hit]:
    """No record that the party can't be found or that nothing else worked; a note may tell it in its own words."""
    reason = act.values.get(REASON)
    if reason == UNKNOWN and not act.values.get(WHEREABOUTS):
        yield Hit({"why": "选了当事人下落不明，没有写明依据"})
    elif not reason and not act.note.strip():
        yield Hit({"why": "没有记明当事人下落不明，或者用其他方式无法送达"}, certain=False)


@predicate("other_ways_untried", "tried", "least")
def _other_ways_untried(context: Context, act: Act) -> Iterator[Hit]:
    """A public notice because nothing else works, after fewer kinds of attempts than it takes to say so."""
    if act.values.get(REASON) != NO_OTHER_WAY:
        return
    least = int(context.view.rulebook.value("ways_before_public_notice", act.on).value)
    ways, labels = ways_tried(act), description().choices["service_method"]
    if len(ways) < least:
        tried = "、".join(labels[way] for way in labels if way in ways)
        yield Hit({"tried": f"只记录了{tried}" if tried else "还没有记录送达的经过", "least": str(least)})


@predicate("posting_unrecorded")
def _posting_unrecorded(_: Context, act: Act) -> Iterator[Hit]:
    """A notice whose course is told without a picture; of one that tells nothing of its course nothing is known."""
    if act.values.get(REASON) and not act.values.get(POSTED):
        yield Hit(certain=False)
