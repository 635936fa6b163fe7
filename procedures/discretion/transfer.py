"""Whether a case raises the question of a transfer to the police (移送公安机关), and how it was answered.

The duty begins with the suspicion that an amount is reached; a fine must not stand in for it. What is reached is shown
with its working; whether it is a crime is never said. Source: 行政执法机关移送涉嫌犯罪案件的规定 第三条、第十一条.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from procedures.case import Conduct, Party
from procedures.catalogue import shipped_catalogue
from procedures.catalogue.words import plain_amount
from procedures.discretion.sources import source_on
from procedures.goods_lines import ZERO, figure, quantity_of
from procedures.goods_value import goods_value
from procedures.lawdata import Place, Sourced, check_keys, fen, read_toml, sourced, table, text, texts
from procedures.penalties import Facts, Line, TransferCheck, facts_of, transfer_check
from procedures.penalties.transfer import without_amount
from procedures.view import CaseView
from resources import path

FILE = ("law", "discretion", "transfer.toml")
DECLINED = "crime_transfer_declined"
DECIDED = ("crime_transfer_approved", DECLINED)
NAMING = ("case_opened", "decision_made")


@dataclass(frozen=True, slots=True)
class TransferQuestion:
    """What has to be looked at before a party is fined.

    `crimes` are the articles of the 刑法 that the offences name. `reached` says why the question must be answered
    before a fine; `told` what else to look at, which nobody can compare. `answer` is what answers it, `missing` what
    isn't there.
    """

    party: str
    crimes: tuple[str, ...]
    reached: tuple[Line, ...]
    told: tuple[Line, ...]
    answer: Line | None
    missing: str

    @property
    def is_open(self) -> bool:
        """Whether a mere fine has to wait."""
        return bool(self.reached) and self.answer is None

    @property
    def banner(self) -> str:
        """The line for the head of a case: 涉嫌犯罪核对：刑法第二百二十五条、刑法第一百四十三条."""
        named = f"涉嫌犯罪核对：{'、'.join(self.crimes)}" if self.crimes else "涉嫌犯罪核对"
        if not self.reached:
            return named
        state = self.answer.text if self.answer else f"{self.missing}，不得以罚款代替"
        return f"{named}。{'；'.join(line.text for line in self.reached)}；{state}"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What counts beside amounts: `words` of the law, and for which offences."""

    words: str
    source: Sourced
    article: str = ""
    offences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Catch:
    """From what weight (kilograms) and value (fen) a catch counts."""

    article: str
    kilograms: int
    value: int
    units: Mapping[str, Decimal]
    source: Sourced


@dataclass(frozen=True, slots=True)
class _Rules:
    catch: _Catch
    by_conduct: tuple[_Rule, ...]
    from_criminal_justice: _Rule
    answering: tuple[str, ...]
    answered: Sourced


def transfer_question(view: CaseView, party: Party, on: date) -> TransferQuestion | None:
    """The question as it stands at the end of a day; None where nothing raises it."""
    conducts = _conducts(view, party, on)
    crimes: dict[str, None] = {}
    reached = list(_from_criminal_justice(view, on))
    told: list[Line] = []
    for conduct in conducts:
        offence = view.rulebook.catalogue.offence(conduct.offence)
        articles = offence.crimes if offence else ()
        crimes |= dict.fromkeys(view.rulebook.catalogue.crimes[article].name for article in articles)
        facts = transfer_facts(view, conduct, alone=len(conducts) == 1)
        found = transfer_check(view.rulebook.catalogue.crimes, articles, facts)
        if found is not None:
            reached += _compared(found)
            told += found.unconfirmed
        told += without_amount(view.rulebook.catalogue.crimes, articles, facts.act_on)
        reached += [*_by_conduct(conduct), *_catch(view, conduct, articles)]
    if not crimes and not reached:
        return None
    answer, missing = _answer(view, party, on)
    once, beside = tuple(dict.fromkeys(reached)), tuple(dict.fromkeys(told))
    return TransferQuestion(party.id, tuple(crimes), once, beside, answer, missing)


def _conducts(view: CaseView, party: Party, on: date) -> Sequence[Conduct]:
    """What the party did as far as it is recorded, and what the newest act names of which no conduct is recorded."""
    own = [each for each in view.case.conducts if each.party == party.id and each.offence]
    naming = [act.get("offences") for act in view.of(*NAMING, party=party.id) if act.on <= on and act.get("offences")]
    named = dict.fromkeys(naming[-1] if naming else ())
    recorded = {each.offence for each in view.case.conducts}
    day = max((each.until or each.on for each in own), default=on)
    return [*own, *(Conduct("", party.id, day, offence=each) for each in named if each not in recorded)]


def transfer_facts(view: CaseView, conduct: Conduct, alone: bool) -> Facts:
    """The facts of a conduct with sales and unsold value: as recorded, else from the goods, else from value and gains.

    The list of goods counts where there is one party and one breach (`alone`).
    """
    facts = facts_of(conduct)
    if facts.sales is not None or facts.unsold is not None:
        return facts
    worth = goods_value(view.case.goods)
    if alone and len(view.case.parties) == 1 and worth.steps and worth.complete:
        return replace(facts, sales=worth.sold, unsold=worth.unsold)
    value, gains = (facts.quantities.get(key) for key in ("goods_value", "illegal_gains"))
    sold = 0 if gains is None or isinstance(gains, str) else gains
    if value is None or isinstance(value, str):
        return replace(facts, sales=sold) if sold else facts
    return replace(facts, sales=sold, unsold=max(value - sold, 0))


def _compared(found: TransferCheck) -> Iterator[Line]:
    for ground in found.grounds:
        if ground.reached:
            told = f"{ground.crime}：{ground.working}，达到{plain_amount(ground.threshold)}"
            yield Line(told, ground.basis, ground.certainty)


def _by_conduct(conduct: Conduct) -> Iterator[Line]:
    for rule in _rules().by_conduct:
        if conduct.offence in rule.offences:
            name = shipped_catalogue().crimes[rule.article].name
            yield Line(f"{name}：{rule.words}", rule.source.basis, rule.source.certainty)


def _catch(view: CaseView, conduct: Conduct, articles: tuple[str, ...]) -> Iterator[Line]:
    """A catch by its weight and its value: those lines of the goods that are counted by weight."""
    rule = _rules().catch
    if rule.article not in articles or len(view.case.parties) > 1:
        return
    lines = [line for line in view.case.goods if line.unit in rule.units]
    weight = sum(((quantity_of(line.quantity) or ZERO) * rule.units[line.unit] for line in lines), ZERO)
    told = conduct.facts.get("goods_value")
    value = told if isinstance(told, int) else goods_value(lines).total
    name = shipped_catalogue().crimes[rule.article].name
    if weight >= rule.kilograms:
        text_ = f"{name}：渔获物{figure(weight)}千克，达到{rule.kilograms}千克"
        yield Line(text_, rule.source.basis, rule.source.certainty)
    if value >= rule.value:
        text_ = f"{name}：渔获物价值{plain_amount(value)}，达到{plain_amount(rule.value)}"
        yield Line(text_, rule.source.basis, rule.source.certainty)


def _from_criminal_justice(view: CaseView, on: date) -> Iterator[Line]:
    rule = _rules().from_criminal_justice
    if any(lead.get("source") == "criminal_justice" and lead.on <= on for lead in view.of("lead_received")):
        yield Line(rule.words, rule.source.basis, rule.source.certainty)


def _answer(view: CaseView, party: Party, on: date) -> tuple[Line | None, str]:
    """What answers the question, or what is missing: a decision of the head, or a paper of the prosecutor."""
    decided = [act for act in view.of(*DECIDED, party=party.id) if act.on <= on]
    if not decided:
        paper = _paper(view, party, on)
        return (paper, "") if paper else (None, "没有负责人是否移送的决定")
    basis, newest = source_on("transfer", on).basis, decided[-1]
    if newest.kind == DECLINED:
        told, reason = f"{newest.on}决定不移送", newest.get("reason")
        return (Line(f"{told}：{reason}", basis), "") if reason else (None, f"{told}，没有写理由")
    sent = [act for act in view.of("crime_transferred", party=party.id) if newest.on <= act.on <= on]
    if sent:
        return Line(f"{sent[-1].on}已移送{sent[-1].get('to') or '公安机关'}", basis), ""
    return None, f"{newest.on}批准移送后没有移送公安机关"


def _paper(view: CaseView, party: Party, on: date) -> Line | None:
    """A paper received or a piece of evidence that says that the criminal side has ended."""
    rules = _rules()
    received = [act for act in view.of("paper_received", party=party.id) if act.on <= on]
    named = [(str(act.get("title") or ""), act.note, f"{act.on}收到") for act in received]
    named += [(piece.name, piece.proves, "案卷有") for piece in view.case.evidence]
    for title, note, how in named:
        if any(word in f"{title}{note}" for word in rules.answering):
            told = f"{how}“{title}”" + (f"（{note}）" if note and not any(w in title for w in rules.answering) else "")
            return Line(told, rules.answered.basis, rules.answered.certainty)
    return None


@cache
def _rules() -> _Rules:
    """The rules as shipped; DataError for an unknown key, offence or article."""
    name = FILE[-1]
    raw, place = read_toml(path(*FILE), name), Place(name)
    check_keys(raw, place, ("catch", "by_conduct", "from_criminal_justice", "answered"))
    answered = table(raw["answered"], place.at("answered"))
    check_keys(answered, place.at("answered"), ("words", "basis", "certainty"))
    return _Rules(
        catch=_read_catch(raw["catch"], place.at("catch")),
        by_conduct=tuple(_read_rule(each, place.at("by_conduct").at(n)) for n, each in enumerate(raw["by_conduct"], 1)),
        from_criminal_justice=_read_words(raw["from_criminal_justice"], place.at("from_criminal_justice")),
        answering=texts(answered, "words", place.at("answered")),
        answered=sourced(answered, place.at("answered")),
    )


def _read_catch(raw: object, place: Place) -> _Catch:
    entry = table(raw, place)
    check_keys(entry, place, ("article", "kilograms", "value", "units", "basis", "certainty"))
    units = {unit: Decimal(each) for unit, each in table(entry["units"], place.at("units")).items()}
    amount = fen(entry["value"], place.at("value"))
    return _Catch(_article(entry, place), entry["kilograms"], amount, units, sourced(entry, place))


def _read_rule(raw: object, place: Place) -> _Rule:
    entry = table(raw, place)
    check_keys(entry, place, ("article", "offences", "words", "basis", "certainty"))
    offences = texts(entry, "offences", place)
    for each in offences:
        if shipped_catalogue().offence(each) is None:
            raise place.at("offences").expected(f"案由库里没有“{each}”")
    return _Rule(text(entry, "words", place), sourced(entry, place), _article(entry, place), offences)


def _read_words(raw: object, place: Place) -> _Rule:
    entry = table(raw, place)
    check_keys(entry, place, ("words", "basis", "certainty"))
    return _Rule(text(entry, "words", place), sourced(entry, place))


def _article(entry: Mapping[str, object], place: Place) -> str:
    article = text(entry, "article", place)
    if article not in shipped_catalogue().crimes:
        raise place.at("article").expected(f"crimes.toml 里没有刑法第{article}条")
    return article
