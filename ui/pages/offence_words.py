"""An offence and a law of the catalogue in words, as a list and a panel show them. Free of Qt; nothing is computed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.catalogue import Band, Law, Offence, Provision
from procedures.catalogue.crimes import Crime
from procedures.catalogue.statute import band_phrase
from procedures.catalogue.words import CONFISCATED, WHO
from procedures.certainty import MARK, UNCONFIRMED
from procedures.penalties.measures import ORDERS, ban_words

DOMAINS: Mapping[str, str] = {
    "seed": "种子",
    "pesticide": "农药",
    "fertilizer": "肥料",
    "vetdrug": "兽药",
    "feed": "饲料",
    "livestock": "畜牧",
    "animal_epidemic": "动物防疫",
    "slaughter": "屠宰",
    "dairy": "生鲜乳",
    "fishery": "渔业",
    "produce": "农产品",
    "machinery": "农机",
    "gmo": "转基因",
    "plant_quarantine": "植物检疫",
    "crop_pest": "病虫害防治",
    "wildlife": "野生动物",
    "wildplant": "野生植物",
    "biosafety": "生物安全",
    "farmland": "耕地质量",
    "land": "土地承包",
    "inputs": "投入品",
}
SUBJECTS: Mapping[str, str] = {"any": "单位和个人", "organisation": "单位", "citizen": "个人"}
BODIES: Mapping[str, str] = {
    "county": "县级以上主管部门",
    "province": "省级以上主管部门",
    "state": "国务院主管部门",
    "issuing": "发证机关",
}
WHENS: Mapping[str, str] = {
    "none": "",
    "always": "",
    "must": "",
    "may": "可以",
    "serious": "情节严重的，",
    "refusal": "拒不改正的，",
    "refusal_or_serious": "拒不改正或者情节严重的，",
    "overdue": "逾期不改正的，",
    "consequence": "造成后果的，",
    "may_if_serious": "情节严重的，可以",
    "may_if_refusal": "拒不改正的，可以",
    "may_if_overdue": "逾期不改正的，可以",
    "must_if_slaughterhouse": "定点屠宰厂（场）的，",
    "licence_revoked": "被吊销许可证的，",
    "imprisonment": "因此被判处徒刑的，",
    "crime_or_accident": "受到刑事处罚或者造成重大事故的，",
    "other_substances": "注入其他物质的，",
    "if_applies": "有这种情形的，",
}
MODES: Mapping[str, str] = {"must": "处罚款", "may": "可以处罚款", "none": "", "unknown": "数额没有查到，不计算"}
MAJORS: Mapping[str, str] = {
    "always": "不论罚款多少，都须告知听证",
    "possible": "作出吊销、停产停业等处罚的，须告知听证",
    "amount_only": "看罚款、没收的数额",
}
LAW_KINDS: Mapping[str, str] = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "ministry_rule": "部门规章",
    "local_regulation": "地方性法规",
    "normative_document": "规范性文件",
}
STATUSES: Mapping[str, str] = {
    "in_force": "施行中",
    "superseded": "已被取代",
    "repealed": "已废止",
    "obsolete": "已不适用",
    "uncertain": "是否施行待确认",
}
CONFIDENCES: Mapping[str, str] = {"high": "", "medium": f"日期有待核对（{MARK}）", "low": f"日期凭记忆（{MARK}）"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the panel with its lines; `article` is where they stand."""

    heading: str
    lines: tuple[str, ...]
    article: str = ""


def domain_words(domain: str) -> str:
    """畜牧."""
    return DOMAINS.get(domain, domain)


def validity(entry: Offence, today: date) -> str:
    """Why an entry doesn't govern conduct of today: replaced by what since when; empty where it does."""
    if entry.valid_to is not None and entry.valid_to < today:
        return f"{entry.law.replaced_from} 起由{entry.law.replaced_by}取代，只用于 {entry.valid_to} 以前的行为"
    return f"{entry.in_force} 起施行，只用于这一天以后的行为" if today < entry.in_force else ""


def cited(place: Provision, laws: Mapping[str, Law]) -> str:
    """《农药管理条例》第五十六条，2022-03-29 文本，2022-05-01 起施行."""
    law = laws.get(place.law)
    return f"{place}，{law.version} 文本，{law.in_force} 起施行" if law is not None else f"{place}"


def band_words(band: Band) -> str:
    """可以处罚款，货值金额不足1万元：2000元以上2万元以下."""
    if band.mode == "none":
        return "没有罚款"
    told = band_phrase(band) if band.mode != "unknown" else ""
    return "，".join(part for part in (MODES[band.mode], told) if part)


def fines(entry: Offence) -> Iterator[Section]:
    """The bands for each kind of person."""
    names = dict.fromkeys(band.who for band in entry.bands)
    for who in names:
        own = [band for band in entry.bands if band.who == who]
        lines = [band_words(band) + (f"（{band.remark}）" if band.remark else "") for band in own]
        yield Section(f"对{WHO[who]}罚款" if len(names) > 1 else "罚款", tuple(lines), entry.penalty.short)


def measures(entry: Offence) -> Iterator[Section]:
    """What the article orders beside the fine, heading by heading."""
    place = entry.penalty.short
    sections = (
        ("责令、警告", _orders(entry)),
        ("没收", _confiscations(entry)),
        ("许可证、停业", _licence(entry)),
        ("从业禁止、拘留", _persons(entry)),
        ("其他处理", [f"{WHENS[each.when]}{each.text}{_by(each.to)}" for each in entry.measures]),
    )
    found = (Section(heading, tuple(lines), place) for heading, lines in sections)
    yield from (section for section in found if section.lines)


def _orders(entry: Offence) -> Iterator[str]:
    if entry.order != "none":
        yield ORDERS[entry.order]
    if entry.warning:
        yield "警告"
    if entry.fine_needs_failure:
        yield "责令改正后不改正的，才能罚款"


def _confiscations(entry: Offence) -> Iterator[str]:
    rules = entry.confiscation
    told = (
        ("应当没收", rules.always),
        ("逾期不改正的，没收", rules.overdue),
        ("拒不改正的，没收", rules.refusal),
        ("情节严重的，没收", rules.serious),
        ("可以没收", rules.may),
        ("情节严重的，可以没收", rules.serious_may),
        ("情节特别严重的，可以没收", rules.especially_serious_may),
    )
    yield from (f"{words}{'、'.join(CONFISCATED[each] for each in things)}" for words, things in told if things)


def _licence(entry: Offence) -> Iterator[str]:
    rule, pause = entry.licence, entry.suspension
    if rule.act == "revoke":
        yield f"{WHENS[rule.when]}吊销{rule.which}{_by(rule.by) or '（发证机关决定）'}"
    if pause is not None:
        yield f"不吊销的，暂停{pause.low}个月以上{pause.high}个月以下{pause.what}"
    if entry.stop_business != "none":
        yield f"{WHENS[entry.stop_business]}责令停产停业"


def _persons(entry: Offence) -> Iterator[str]:
    if entry.ban is not None:
        yield f"{WHENS[entry.ban.when]}{ban_words(entry.ban)}" + (f"（{entry.ban.remark}）" if entry.ban.remark else "")
    if entry.detention is not None:
        days = f"{entry.detention.low}日以上{entry.detention.high}日以下"
        yield f"{WHENS[entry.detention.when]}对{entry.detention.who}可以拘留{days}（公安机关决定）"


def _by(body: str) -> str:
    return f"（由{body}决定）" if body else ""


def crimes(entry: Offence, known: Mapping[str, Crime], today: date) -> Section | None:
    """The crimes to look at before punishing, with what is asked for today."""
    lines = []
    for article in entry.crimes:
        crime = known[article]
        threshold = crime.threshold(today)
        asked = f"：{threshold.text}" if threshold else ""
        doubt = f"（{MARK}）" if threshold is None or threshold.certainty in UNCONFIRMED else ""
        lines.append(f"{crime.name}（{crime.about}）{asked}{doubt}")
    return Section("涉嫌犯罪的，先核对是否移送", tuple(lines)) if lines else None


def subject_words(entry: Offence) -> str:
    """单位和个人，限经营活动."""
    return SUBJECTS[entry.subject] + ("，限经营活动" if entry.business else "")


def law_state(law: Law) -> str:
    """已被取代：2022-03-01 起由……取代; 施行中."""
    told = f"：{law.replaced_from} 起由{law.replaced_by}取代" if law.replaced_by else ""
    return f"{STATUSES[law.status]}{told}"
