"""The tokens that the catalogue's keys may hold; the head of `offences.toml` explains them."""

LAW_KINDS = ("law", "administrative_regulation", "ministry_rule", "local_regulation", "normative_document")
STATUSES = ("in_force", "superseded", "repealed", "obsolete", "uncertain")
FOLLOWED = ("superseded", "repealed", "obsolete")
CONFIDENCES = ("high", "medium", "low")
SUBJECTS = ("any", "organisation", "citizen")
AUTHORITIES = ("county", "province", "state", "issuing")
ORDERS = ("correct", "correct_within_time", "stop", "stop_and_correct", "close", "none")
STOPS = (
    "none",
    "must",
    "may",
    "serious",
    "refusal",
    "overdue",
    "consequence",
    "may_if_refusal",
    "must_if_slaughterhouse",
)
MAJORS = ("always", "possible", "amount_only")
LICENCE_ACTS = ("revoke", "suspend", "none")
LICENCE_WHENS = (
    "always",
    "serious",
    "refusal",
    "refusal_or_serious",
    "overdue",
    "may",
    "may_if_serious",
    "may_if_refusal",
    "may_if_overdue",
)
BAN_WHENS = ("always", "serious", "licence_revoked", "imprisonment", "crime_or_accident")
DETENTION_WHENS = ("serious", "other_substances")
MEASURE_WHENS = ("always", "serious", "overdue", "refusal", "if_applies")
CONFISCATED = (
    "illegal_gains",
    "goods",
    "tools",
    "raw_materials",
    "equipment",
    "documents",
    "vessel",
    "transport_fee",
    "test_fee",
    "illegal_additives",
    "data",
)
# Quantities that a band may multiply or be split by; `fixed` needs none.
QUANTITIES = (
    "goods_value",
    "illegal_gains",
    "test_fee",
    "quarantined_goods_value",
    "transport_fee",
    "illegal_turnover",
    "wildlife_value",
    "area_m2",
)
BASES = ("fixed", "none", *QUANTITIES)
WHO = ("any", "unit", "individual", "household", "operator", "responsible_person", "institution", "non_business")
MODES = ("must", "may", "none", "unknown")
REQUIRES = ("none", "overdue", "refusal", "refusal_or_serious", "serious", "consequence")
