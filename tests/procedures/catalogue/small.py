"""A catalogue of two laws and two offences in a few lines, to be made wrong in one place."""

import tomllib
from decimal import Decimal

from procedures.catalogue import Catalogue, Pattern, read_catalogue, shipped_crimes

FILE = "small.toml"
PATTERNS = {"": Pattern("{day}", {})}
SMALL = """
[meta]
schema = 2
compiled = 2026-11-22
texts_as_of = 2025-04-19
currency = "CNY"

[[law]]
id = "new"
title = "某某管理条例"
kind = "administrative_regulation"
issuer = "国务院"
version = 2020-01-02
in_force = 2020-03-01
status = "in_force"
named_in_regulation = false
text_read = true

[[law]]
id = "old"
title = "中华人民共和国某某法（2010年修正）"
kind = "law"
issuer = "全国人民代表大会常务委员会"
version = 2010-01-02
in_force = 2010-03-01
first_in_force = 1990-01-01
status = "superseded"
replaced_by = "《中华人民共和国某某法》（2022年修订）"
replaced_from = 2022-05-01
named_in_regulation = true
text_read = true

[[offence]]
id = "new-1"
law = "new"
domain = "seed"
title = "做了某某案"
violated = [{ law = "new", art = 3 }]
penalty = { law = "new", art = 30, para = 1 }
subject = "any"
business = true
authority = "county"
order = "correct"
order_correct = true
fine_needs_failure = false
warning = false
confiscate = ["illegal_gains"]
licence = { act = "revoke", when = "serious", which = "某某许可证" }
stop_business = "serious"
ban = { years = 5, when = "licence_revoked", who = "责任人员" }
major = "possible"
crime = ["140"]
verified = true
[[offence.fine]]
base = "goods_value"
when = "goods_value < 10000"
min = 5000
max = 20000
who = "any"
grade = "ordinary"
mode = "must"
requires = "none"
[[offence.fine]]
base = "goods_value"
when = "goods_value >= 10000"
min_times = 2
max_times = 5
who = "any"
grade = "ordinary"
mode = "must"
requires = "none"

[[offence]]
id = "old-2"
law = "old"
domain = "seed"
title = "没有某某档案"
violated = [{ law = "old", art = 4, para = 2, item = 1 }]
penalty = { law = "old", art = 40 }
subject = "any"
business = false
authority = "county"
order = "correct_within_time"
order_correct = true
fine_needs_failure = true
warning = true
confiscate = []
licence = { act = "none" }
stop_business = "none"
major = "amount_only"
valid_to = 2022-04-30
verified = true
[[offence.fine]]
base = "fixed"
min = 0
max = 1000
who = "any"
grade = "ordinary"
mode = "may"
requires = "overdue"
"""


def small(old: str = "", new: str = "", text: str = SMALL) -> Catalogue:
    """The small catalogue with its first `old` made `new`."""
    assert old in text, old
    raw = tomllib.loads(text.replace(old, new, 1), parse_float=Decimal)
    return read_catalogue(raw, PATTERNS, shipped_crimes(), FILE)
