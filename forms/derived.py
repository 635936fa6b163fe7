"""Facts that are worked out of others; `facts.toml` names these functions under `derived`."""

from collections.abc import Callable, Mapping
from typing import Any

from forms import derived_basics as basics
from forms import derived_decisions as decisions
from forms import derived_records as records
from forms.sources import Sources

DERIVED: Mapping[str, Callable[[Sources], Any]] = {
    one.__name__: one
    for one in (
        basics.party_gender,
        basics.party_gender_age,
        basics.party_representative_label,
        basics.case_matter,
        basics.act_began,
        basics.act_ended,
        basics.act_officers,
        basics.act_recorder,
        basics.evidence_list,
        basics.penalty_basis,
        basics.penalty_provisions,
        basics.breach,
        basics.fact_sentence,
        decisions.on_the_spot_penalties,
        decisions.on_the_spot_payment,
        decisions.on_the_spot_remedies,
        decisions.statement_told,
        decisions.decision_penalties,
        decisions.decision_total,
        decisions.decision_payment,
        decisions.decision_remedies,
        decisions.decision_enforcement,
        decisions.notice_number,
        decisions.notice_rights,
        decisions.party_reaction,
        records.service_method,
        records.served_papers,
        records.respondent_gender,
        records.respondent_age,
        records.respondent_identity_no,
        records.respondent_phone,
        records.respondent_employer,
        records.respondent_position,
        records.respondent_address,
        records.opening_questions,
    )
}
