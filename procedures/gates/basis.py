"""What a penalty or a measure rests on: a text that may set it, that was in force, and that gives it.

Source: 行政处罚法 第十六条、第三十七条、第三十八条; 行政强制法 第十条.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from procedures.case import Act
from procedures.catalogue import law_ends, law_kinds
from procedures.gates.registry import Context, Hit, predicate
from procedures.seizure_powers import powers_on

STATE = "中华人民共和国"
ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千0-9]+条")
# 法律、法规、规章 by the end of a title; what bears a document number is none of them.
MAY_SET_PENALTIES = re.compile(r"(?:法|条例|规定|办法|规则|细则|决定)$")
NUMBERED = re.compile(r"[〔\[（(][12][0-9]{3}[〕\]）)][^；;]*?号")
PLAINLY_NORMATIVE = re.compile(r"(?:通知|意见|通告|公告|批复|复函|纪要|方案|指引|公告第[0-9]+号)$")
QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]$")
ACCORDING_TO = re.compile(r"^(?:违反.*?[，,]\s*)?(?:依据|根据|依照|按照)\s*")
BETWEEN = re.compile(r"[；;\n]")


@predicate("penalty_without_basis")
def _penalty_without_basis(context: Context, act: Act) -> Iterator[Hit]:
    """A basis that is recorded as none. One that is not recorded at all tells nothing."""
    if act.get("basis") is not None and not act.get("basis").strip() and not _offences(context, act):
        yield Hit()


@predicate("basis_only_normative", "cited")
def _basis_only_normative(context: Context, act: Act) -> Iterator[Hit]:
    """Nothing but documents that can't set penalties; certain where each of them plainly is one."""
    cited, kinds = _cited(act), law_kinds(context.view.rulebook.catalogue)
    if cited and not _offences(context, act) and not any(_sets_penalties(each, kinds) for each in cited):
        yield Hit({"cited": "、".join(cited)}, certain=all(_plainly_normative(each, kinds) for each in cited))


@predicate("basis_without_article", "cited")
def _basis_without_article(context: Context, act: Act) -> Iterator[Hit]:
    cited, kinds = _cited(act), law_kinds(context.view.rulebook.catalogue)
    if any(_sets_penalties(each, kinds) for each in cited) and not any(ARTICLE.search(each) for each in cited):
        yield Hit({"cited": "、".join(cited)}, certain=False)


@predicate("basis_not_in_force", "what", "why")
def _basis_not_in_force(context: Context, act: Act) -> Iterator[Hit]:
    """A text that had ended, or of which the version chosen came only later."""
    for title, ended in law_ends(context.view.rulebook.catalogue).items():
        if ended <= act.on and any(_title(each) == title.removeprefix(STATE) for each in _cited(act)):
            yield Hit({"what": f"《{title}》", "why": f"自{ended}起已不再施行"})
    for offence_id in _offences(context, act):
        entry = context.view.rulebook.catalogue.offence(offence_id)
        if entry is None:
            continue
        done = _done_on(context, act, offence_id)
        if entry.valid_to is not None and done > entry.valid_to:
            why = f"只适用于{entry.valid_to}以前的行为，本案的行为在{done}"
            yield Hit({"what": f"案由“{entry.name}”", "why": why})
        elif entry.in_force > act.on:
            yield Hit({"what": f"案由“{entry.name}”", "why": f"所据文本自{entry.in_force}起施行"}, certain=False)


def _offences(context: Context, act: Act) -> Sequence[str]:
    """The offences that a penalty is for: those it names, else those of its party's conduct."""
    party = context.view.case.party_of(act)
    conducts = (each.offence for each in context.view.case.conducts if each.party == party and each.offence)
    return tuple(act.get("offences") or dict.fromkeys(conducts))


def _done_on(context: Context, act: Act, offence_id: str) -> date:
    """The last day of the conduct, as far as it is recorded, else the day of the penalty."""
    party = context.view.case.party_of(act)
    own = [each for each in context.view.case.conducts if each.party == party]
    fitting = [each for each in own if each.offence == offence_id] or own
    return max((each.until or each.on for each in fitting), default=act.on)


def _cited(act: Act) -> Sequence[str]:
    """The places that the basis cites, each with its title."""
    parts = (ACCORDING_TO.sub("", part.strip()) for part in BETWEEN.split(act.get("basis") or ""))
    return [part for part in parts if part]


def _title(cited: str) -> str:
    """The title of a place, without the name of the state: 《中华人民共和国种子法》第七十五条 → 种子法."""
    whole = QUOTED.match(cited)
    title = whole[1] if whole else ARTICLE.split(cited)[0].strip(" 　、，。")
    return IN_BRACKETS.sub("", title).removeprefix(STATE)


def _kind(cited: str, kinds: Mapping[str, str]) -> str:
    """What the catalogue knows a cited text to be; empty for one that it does not know."""
    title = _title(cited)
    return kinds.get(title) or kinds.get(STATE + title, "")


def _sets_penalties(cited: str, kinds: Mapping[str, str]) -> bool:
    if _kind(cited, kinds):
        return _kind(cited, kinds) != "normative_document"
    return not NUMBERED.search(cited) and bool(MAY_SET_PENALTIES.search(_title(cited)))


def _plainly_normative(cited: str, kinds: Mapping[str, str]) -> bool:
    return _kind(cited, kinds) == "normative_document" or bool(
        NUMBERED.search(cited) or PLAINLY_NORMATIVE.search(_title(cited))
    )


@predicate("article_gives_no_measure", "cited", "listed")
def _article_gives_no_measure(_: Context, act: Act) -> Iterator[Hit]:
    """A law that is known to allow sealing and seizure, cited with other articles than the one that does."""
    for cited in _cited(act):
        listed = [power.words for power in powers_on(act.on) if _title(power.words) == _title(cited)]
        giving = {article for words in listed for article in ARTICLE.findall(words)}
        if listed and ARTICLE.search(cited) and giving.isdisjoint(ARTICLE.findall(cited)):
            yield Hit({"cited": cited, "listed": "、".join(dict.fromkeys(listed))}, certain=False)
