"""Changes that a period of care and the child's age show: C23, C26, C27; and after care ended C22, C24, C36, C37."""

from collections.abc import Iterator
from datetime import date, timedelta

from iro_module.domain import codes
from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import Change
from iro_module.domain.circumstances.settlement import near_the_end, settlement
from iro_module.domain.codes import EndReason, LegalStatus
from iro_module.domain.months import birthday, months_later
from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Counted, day_itself, months_before
from iro_module.domain.sentences import Sentence


def of_periods(case: Case) -> Iterator[Change]:
	"""The end of care known in advance, and the birthdays near today."""
	record = case.period.record
	ends = record.end_date
	if ends and ends == case.ends != case.history.birthday(18) and record.end_reason not in codes.ADOPTED:
		to_parents = record.end_reason in codes.TO_PARENTS if record.end_reason else None
		yield from end_of_care(case, case.period.name, ends, to_parents, proposed=False)
	yield from _turns_16(case)
	yield from _turns_18(case)


def end_of_care(
	case: Case,
	subject: str,
	ends: date,
	to_parents: bool | None,
	*,
	proposed: bool,
	recorded_on: date | None = None,
) -> Iterator[Change]:
	"""C23: care is to end. The law asks for a review first where section 20 accommodation is to stop and the child
	does not go to parents or others with parental responsibility (CPPCR reg 33(3)(e)); guidance, where it is proposed.
	"""
	if ends <= case.today:
		return
	settled, decision, _ = settlement(case, "C23", subject, ends, near_the_end(case, subject, ends), "C23")
	by_law = to_parents is False and case.history.status_on(case.today) is LegalStatus.V2
	yield Change(
		"C23", subject, ends, ahead=True,
		words=Sentence("Care is to end on {0}, {1}", (ends, _WHERE[to_parents])),
		settled_on=settled, recorded_on=recorded_on, decision=decision,
		by_law=by_law or (None if proposed else False),
	)  # fmt: skip


_WHERE = {
	True: "to parents or others with parental responsibility",
	False: "not to parents",
	None: "where to is not recorded",
}


def _turns_16(case: Case) -> Iterator[Change]:
	"""C26: flagged some months before and after the birthday."""
	born, months = case.history.birth_date, case.policy.turns_16_months
	near = born and abs(case.today.year - born.year - 16) * 12 <= months + 12
	on = birthday(born, 16) if born and near else None
	if on and months_later(on, -months) <= case.today <= months_later(on, months) and case.is_within(on):
		words = Sentence("{0} on {1}", ("Turns 16" if on > case.today else "Turned 16", on))
		yield _birthday(case, "C26", on, day_itself(on), words)


def _turns_18(case: Case) -> Iterator[Change]:
	"""C27: the last review is held some months before the birthday; flagged as long again before that day."""
	on, months = case.history.birthday(18), case.policy.last_review_before_18_months
	if on is None or on != case.ends or case.today < months_later(on, -2 * months):
		return
	if case.period.record.start_date < on:
		mark = months_before(on, months)
		words = Sentence("Turns 18 on {0}; the last review is held by {1}", (on, mark.on))
		yield _birthday(case, "C27", on, mark, words)


def _birthday(case: Case, rule: str, on: date, tell_by: Counted, words: Sentence) -> Change:
	name = case.period.name
	settled, decision, _ = settlement(case, rule, name, on, near_the_end(case, name, on), rule)
	return Change(
		rule, name, on, on > case.today, words,
		settled_on=settled, decision=decision, tell_by=tell_by,
	)  # fmt: skip


_LEFT = {
	EndReason.E9: ("C22", "Sentenced to custody, no longer looked after, {0}"),
	EndReason.E4B: ("C24", "Returned home unplanned on {0}"),
	EndReason.E2: ("C36", "Died on {0}"),
	EndReason.E15: ("C37", "Assessed to be an adult, {0}"),
}


def of_ended_care(history: CareHistory, today: date, policy: Policy) -> tuple[Change, ...]:
	"""How the last period of care ended, where that was lately and asks for something."""
	found = []
	for period in history.periods[-1:]:
		ends, reason = period.record.end_date, period.record.end_reason
		if (
			not ends
			or ends != history.ends_on(period)
			or not ends <= today <= months_later(ends, policy.closing_notices_months)
		):
			continue
		if history.status_on(ends - timedelta(days=1)) in codes.EMERGENCY_ORDERS:
			words = Sentence(
				"Police protection or emergency order ended, no longer looked after, {0}", (ends,)
			)
			found.append(Change("C13", period.name, ends, ahead=False, words=words))
		if reason in _LEFT:
			rule, pattern = _LEFT[reason]
			found.append(Change(rule, period.name, ends, ahead=False, words=Sentence(pattern, (ends,))))
	return tuple(found)
