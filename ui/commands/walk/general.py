"""The walk of a sample of the general procedure: every act recorded, then each paper of it issued, day by day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from forms.schema import Form
from models.operations.cases import list_goods, open_case, record_act
from models.operations.documents import issue_document
from models.operations.unit import CaseChange
from models.session import Session
from procedures.case import Act, Case
from procedures.problems import RuleError
from ui.commands.expectations import Mend
from ui.commands.walk.evidence import add_pieces
from ui.commands.walk.filing import attachments_of
from ui.commands.walk.office import moment, own_values, renamed
from ui.commands.walk.walked import Refusal, Walked

GOODS_COME_WITH = frozenset({"site_inspected", "interview_held"})


@dataclass(slots=True)
class _Walk:
    """A case on its way: what the sample says, and how far it has come."""

    session: Session
    sample: Case
    actor: str
    change: CaseChange
    refused: list[Refusal] = field(default_factory=list)
    refused_at_first: list[Refusal] = field(default_factory=list)

    def take(self, act: Act) -> None:
        """Record an act, add the evidence it made, and issue every paper of it."""
        if act.kind in GOODS_COME_WITH:
            self._list_goods(act)
        self.change = record_act(
            self.session, self.change.case_id, self.change.seen, act, actor=self.actor, now=moment(act)
        )
        self.change = add_pieces(self.session, self.change, self.sample, act, self.actor)
        for form in self.session.forms.forms_for(act):
            self.refused += self._issue(form, self._recorded(act))

    def mend(self, act: Act, mend: Mend) -> Act:
        """The act without what stops its papers, after asking for those with it, as an officer would who plans it."""
        for form in self.session.forms.forms_for(act):
            if form.id in mend.refused:
                self.refused_at_first += self._issue(form, act)
        kept = {name: value for name, value in act.fields.items() if name not in mend.without}
        return replace(act, fields=MappingProxyType(kept))

    def _recorded(self, act: Act) -> Act:
        """The act as it stands in the file, with what its papers so far have filled in."""
        return next(known for known in self.change.file.case.acts if known.id == act.id)

    def _list_goods(self, act: Act) -> None:
        """The goods of the case, once the officers have seen them or are told of them."""
        if self.sample.goods and not self.change.file.case.goods:
            self.change = list_goods(
                self.session,
                self.change.case_id,
                self.change.seen,
                self.sample.goods,
                actor=self.actor,
                now=moment(act),
            )

    def _issue(self, form: Form, act: Act) -> Iterator[Refusal]:
        try:
            issued = issue_document(
                self.session,
                self.change.case_id,
                self.change.seen,
                form.id,
                act,
                {**attachments_of(self.session, self.change.case_id, self.change.file, act), **own_values(act, form)},
                actor=self.actor,
                now=moment(act),
            )
        except RuleError as error:
            yield Refusal(form.id, form.title, act, error.problems)
        else:
            self.change = issued.change


def walk_general(session: Session, sample: Case, registered: Mapping[str, str], mends: Mapping[str, Mend]) -> Walked:
    """Open the case of a sample and take every act of it at its moment; numbers are drawn, not copied.

    `mends` by act: its papers are asked for as published, then the act is taken without what stops them. A paper that
    the program refuses is told in what comes back. Raises StorageError.
    """
    acts = list(_in_order(sample, registered))
    actor = registered[sample.officers[0].id]
    opening = replace(
        sample,
        number="",
        as_of=None,
        officers=tuple(replace(officer, id=registered[officer.id]) for officer in sample.officers),
        goods=(),
        evidence=(),
        acts=(),
    )
    walk = _Walk(session, sample, actor, open_case(session, opening, actor=actor, now=moment(acts[0])))
    for act in acts:
        walk.take(walk.mend(act, mends[act.id]) if act.id in mends else act)
    return Walked(walk.change, tuple(walk.refused), tuple(walk.refused_at_first))


def _in_order(sample: Case, registered: Mapping[str, str]) -> Iterator[Act]:
    """The acts as they were done, moment by moment, without the published numbers."""
    for act in sorted(sample.acts, key=moment):
        yield replace(renamed(act, registered), document=None)
