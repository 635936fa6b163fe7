"""What a catalogue says otherwise than another, in words: laws and offences new, changed and ended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procedures.catalogue.book import Catalogue
from procedures.catalogue.entries import Law, Offence
from procedures.catalogue.statute import band_phrase
from procedures.catalogue.words import AUTHORITIES, CONFISCATED, WHO

NEW, CHANGED, ENDED = "new", "changed", "ended"
LAW, OFFENCE = "law", "offence"
STATUSES: Mapping[str, str] = {
    "in_force": "施行",
    "superseded": "已被取代",
    "repealed": "已废止",
    "obsolete": "已失效",
    "uncertain": "是否施行待核",
}
WHENS: Mapping[str, str] = {
    "always": "",
    "must": "",
    "may": "可以",
    "serious": "情节严重的，",
    "overdue": "逾期不改正的，",
    "refusal": "拒不改正的，",
    "refusal_or_serious": "拒不改正或者情节严重的，",
    "consequence": "造成后果的，",
    "may_if_serious": "情节严重的，可以",
    "may_if_refusal": "拒不改正的，可以",
    "may_if_overdue": "逾期不改正的，可以",
    "must_if_slaughterhouse": "对定点屠宰厂（场），",
    "licence_revoked": "吊销许可证件的，",
    "imprisonment": "被判处有期徒刑以上刑罚的，",
    "crime_or_accident": "受到刑事处罚或者造成重大事故的，",
}
ACTS: Mapping[str, str] = {"revoke": "吊销", "suspend": "暂扣"}


@dataclass(frozen=True, slots=True)
class Change:
    """One law or offence that differs; `lines` say how, before → after."""

    what: str
    kind: str
    id: str
    title: str
    lines: tuple[str, ...]


def catalogue_changes(before: Catalogue, after: Catalogue) -> tuple[Change, ...]:
    """Everything that differs, laws first, in the order of the newer catalogue; nothing is ever taken away."""
    return (*_laws(before, after), *_offences(before, after))


def _laws(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    for law in after.laws.values():
        earlier = before.laws.get(law.id)
        if earlier is None:
            yield Change(LAW, NEW, law.id, law.title, tuple(f"{name}：{told}" for name, told in _law(law).items()))
        elif earlier != law:
            kind = ENDED if law.replaced_from and not earlier.replaced_from else CHANGED
            yield Change(LAW, kind, law.id, law.title, _turned(_law(earlier), _law(law)))


def _offences(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    for offence in after.offences.values():
        earlier = before.offences.get(offence.id)
        if earlier is None:
            told = tuple(f"{name}：{words}" for name, words in _offence(offence).items() if words)
            yield Change(OFFENCE, NEW, offence.id, offence.title, told)
        elif (lines := _turned(_offence(earlier), _offence(offence))) or earlier != offence:
            kind = ENDED if offence.valid_to and not earlier.valid_to else CHANGED
            yield Change(OFFENCE, kind, offence.id, offence.title, lines or ("其他内容有改动",))


def _turned(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{name}：{before[name] or '无'} → {after[name] or '无'}" for name in after if before[name] != after[name]
    )


def _law(law: Law) -> Mapping[str, str]:
    ended = f"自{law.replaced_from}起由{law.replaced_by}取代" if law.replaced_from else ""
    return {
        "名称": law.title,
        "文本": f"{law.version}，{law.in_force}起施行",
        "状态": STATUSES[law.status],
        "取代": ended,
        "说明": law.remark,
    }


def _offence(entry: Offence) -> Mapping[str, str]:
    """What of an offence is told, part by part."""
    return {
        "案由": entry.title,
        "违反": "、".join(place.short for place in entry.violated),
        "依据": "、".join(place.short for place in (entry.penalty, *entry.also)),
        "罚款": "；".join(
            f"{'' if band.who == 'any' else f'对{WHO[band.who]}'}{band_phrase(band)}" for band in entry.bands
        ),
        "没收": _confiscated(entry),
        "许可证件": _licence(entry),
        "停产停业": "" if entry.stop_business == "none" else f"{WHENS[entry.stop_business]}责令停产停业",
        "从业禁止": _ban(entry),
        "处罚机关": AUTHORITIES[entry.authority],
        "刑法条文": "、".join(f"第{article}条" for article in entry.crimes),
        "适用至": str(entry.valid_to) if entry.valid_to else "",
        "核对": "已核对原文" if entry.verified else "尚未核对原文",
        "说明": entry.remark,
    }


def _licence(entry: Offence) -> str:
    rule = entry.licence
    if rule.act == "none":
        return ""
    return f"{WHENS[rule.when]}{ACTS[rule.act]}{rule.which}" + (f"，由{rule.by}决定" if rule.by else "")


def _ban(entry: Offence) -> str:
    if entry.ban is None:
        return ""
    return f"{WHENS[entry.ban.when]}{entry.ban.who}{'终身' if entry.ban.for_life else f'{entry.ban.years}年'}"


def _confiscated(entry: Offence) -> str:
    rules = entry.confiscation
    must = (*rules.always, *rules.overdue, *rules.refusal, *rules.serious)
    may = (*rules.may, *rules.serious_may, *rules.especially_serious_may)
    told = [f"应当：{'、'.join(CONFISCATED[each] for each in must)}"] if must else []
    return "；".join((*told, *([f"可以：{'、'.join(CONFISCATED[each] for each in may)}"] if may else [])))
