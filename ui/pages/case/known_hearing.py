"""What is known of a hearing, a review and a discussion: who may chair, who are the heads, what the notice named.

Sources: 行政处罚法 第五十七条第二款、第五十八条、第六十四条.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from models.queries.office import officers as registered_officers
from models.queries.office import posts
from procedures.case import Case
from procedures.clocks import Clock
from procedures.deadlines import clocks
from procedures.gates.registry import INVESTIGATING
from ui.pages.case.filling import Filler, Filling, only_party
from ui.pages.case.known_records import USUAL
from ui.pages.case.opened import OpenedCase

NOTICE, HELD, REQUESTED = "hearing_notice_served", "hearing_held", "hearing_requested"
REVIEW, DISCUSSION = "legal_review_given", "discussion_held"
OUTCOMES = ("decision_made", "no_penalty_decided", "case_closed")
REQUEST_CLOCK, OWN_WILL, FEE, SPEECHES = "hearing_request", "own_will", "fee", "speeches"
TOLD_OF_HEARING = ("hearing_place", "hearing_way", "members", "clerk")
# Posts that make a head of the agency, and words that say a post heads only a part of it.
HEADS = ("负责人", "局长", "主任", "党组成员")
OF_A_PART = ("大队", "中队", "科", "股", "室", "站", "所")
# Fields in which nobody is offered who took part in the investigation.
REVIEWER = "reviewer"
APART = ("presider", "presided_by", REVIEWER)
LAWFUL, OF_NOTICE, OF_POSTS, OF_OPINION = "公开举行", "听证通知", "岗位分工", "处理意见"


def investigators(case: Case) -> frozenset[str]:
    """The ids and names of those who took part in the investigation."""
    ids = {officer for act in case.live_acts() if act.kind in INVESTIGATING for officer in act.officers}
    return frozenset(ids | {officer.name for officer in case.officers if officer.id in ids})


def not_offered(case: Case) -> Mapping[str, frozenset[str]]:
    """By field, the people who may not take that part: handlers neither chair nor review, a chair does not review."""
    apart = dict.fromkeys(APART, investigators(case))
    return apart | {REVIEWER: apart[REVIEWER] | chairs(case)}


def chairs(case: Case) -> frozenset[str]:
    """The ids and names of those who chaired a hearing of the case."""
    held = {str(act.get("presided_by") or "") for act in case.live_acts() if act.kind == HELD}
    return frozenset(held | {officer.name for officer in case.officers if officer.id in held})


def heads_of(opened: OpenedCase, day: date) -> tuple[tuple[str, str], ...]:
    """The heads of the agency on a day with their posts, as the register has them; handlers of the case left out."""
    names = {one.officer.id: one.officer.name for one in registered_officers(opened.session)}
    handlers = investigators(opened.case)
    found: dict[str, str] = {}
    for post in posts(opened.session):
        held = post.valid_from <= day and (post.valid_until is None or day <= post.valid_until)
        if held and is_head(post.post) and post.officer in names and post.officer not in handlers:
            found.setdefault(names[post.officer], post.post)
    return tuple(sorted(found.items(), key=lambda each: "副" in each[1]))


def is_head(post: str) -> bool:
    """Whether a post makes its holder a head of the whole agency."""
    return any(word in post for word in HEADS) and not any(word in post for word in OF_A_PART)


def request_clock(now: Filling) -> Clock | None:
    """The time that the party has to ask for a hearing, of the newest notice."""
    found = [each.clock for each in now.opened.assessment.deadlines]
    return newest_request(found, now.party)


def newest_request(running: Sequence[Clock], party: str) -> Clock | None:
    """The party's time to ask for a hearing, of the newest notice that started it."""
    mine = [each for each in running if each.id == REQUEST_CLOCK and each.party in ("", party)]
    return max(mine, key=lambda each: each.trigger_on, default=None)


def asked_in_time(now: Filling) -> bool:
    """Whether the hearing was asked for in time; where no time is counted, whether it was asked for at all."""
    running = request_clock(now)
    if running is None:
        return now.newest(REQUESTED) is not None
    return running.met_on is not None and running.met_on <= running.due


def may_hear_of_own_will(opened: OpenedCase) -> bool:
    """Whether a request came too late, nothing followed it, and the agency may still hold a hearing of its own will."""
    running = [each.clock for each in opened.assessment.deadlines]
    clock = newest_request(running, opened.party or only_party(opened.case))
    late = clock is not None and clock.met_on is not None and clock.met_on > clock.due
    return late and opened.newest(NOTICE, HELD, *OUTCOMES) is None


def request_told(clock: Clock) -> tuple[str, bool]:
    """在期限内（至 09-02）, or by how many days a request is late; and whether it is late."""
    assert clock.met_on is not None
    late = (clock.met_on - clock.due).days
    if late <= 0:
        return f"在期限内（至 {clock.due:%m-%d}）", False
    told = f"逾期 {late} 日（期限至 {clock.due:%m-%d}）"
    return f"{told}：申请听证的权利已届满；本机关仍可以自行组织听证，写明理由", True


def clock_with(now: Filling, planned_case: Case) -> Clock | None:
    """The party's time to ask for a hearing as it stands once a planned act is recorded."""
    return newest_request(clocks(planned_case, now.opened.session.rulebook), now.party)


def hidden(now: Filling) -> frozenset[str]:
    """What these kinds of act are not asked for on their pages."""
    if now.kind.kind == NOTICE:
        return frozenset({OWN_WILL} if asked_in_time(now) else ())
    if now.kind.kind == HELD:
        return frozenset({FEE})  # nothing is charged; money that was taken is recorded as a fee charged
    if now.kind.kind == REVIEW:
        return frozenset({"passed", "checks"})
    return frozenset()


def _notice(now: Filling) -> None:
    earlier = now.newest(NOTICE)
    for key in (*TOLD_OF_HEARING, "presider"):
        now.put(key, earlier.values.get(key) if earlier else None, "上次通知")
    now.put("hearing_way", "public", LAWFUL)
    now.put("method", "direct", USUAL)


def _held(now: Filling) -> None:
    notice = now.newest(NOTICE)
    if notice is None:
        return
    planned, at = notice.get("hearing_on"), notice.values.get("hearing_time")
    now.put("presided_by", notice.values.get("presider"), OF_NOTICE)
    if isinstance(planned, date) and planned <= now.today:
        now.values["on"], now.sources["on"] = planned, OF_NOTICE
        now.put("at", at, OF_NOTICE)


def _discussion(now: Filling) -> None:
    heads = heads_of(now.opened, now.today)
    earlier = now.newest(DISCUSSION)
    if heads:
        now.put("presided_by", heads[0][0], OF_POSTS)
        now.put("attendees", "、".join(name for name, _ in heads), OF_POSTS)
        now.put(SPEECHES, tuple({"person": name, "post": post} for name, post in heads), OF_POSTS)
    for key in ("discussion_place", "recorder"):
        now.put(key, earlier.values.get(key) if earlier else None, "上次讨论")
    opinion = now.newest("opinion_submitted")
    known = now.opened.view.officers.get(opinion.officers[0]) if opinion and opinion.officers else None
    now.put("reporter", known.name if known else None, OF_OPINION)


FILLERS: Mapping[str, Filler] = MappingProxyType({NOTICE: _notice, HELD: _held, DISCUSSION: _discussion})
