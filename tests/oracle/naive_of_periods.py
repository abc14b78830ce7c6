"""Changes that the period of care and the child's age show: C23, C26, C27; and after care ended C22, C24, C36, C37."""

from datetime import date

from tests.oracle.naive_dates import ONE_DAY, birthday, months_earlier, months_later
from tests.oracle.naive_days import code_on, comes_of_age, end_of, period_of
from tests.oracle.naive_settled import change
from tests.oracle.naive_view import Change, Names, View

TO_PARENTS = {"E4A", "E4B", "E41", "E45", "E46", "E47", "E48"}
AFTER_CARE = {"E9": "C22", "E4B": "C24", "E2": "C36", "E15": "C37"}


def of_periods(view: View) -> list[Change]:
	"""The end of care known in advance, and the birthdays near today."""
	found = []
	record, of_age = period_of(view.period), comes_of_age(view.child)
	ends, reason = record.end_date, record.end_reason
	if ends is not None and reason not in ("E11", "E12") and (of_age is None or ends < of_age):
		to_parents = None if reason is None else reason.value in TO_PARENTS
		found += end_of_care(view, view.period.name, ends, to_parents, None, proposed=False)
	return found + _turns_16(view) + _turns_18(view)


def end_of_care(
	view: View, subject: str, ends: date, to_parents: bool | None, recorded_on: date | None, *, proposed: bool
) -> list[Change]:
	"""C23. The law asks for a review where accommodation stops and the child does not go to parents (33(3)(e))."""
	if ends <= view.today:
		return []
	leaves = end_of(view.period, view.child)
	if leaves is not None and ends > leaves:
		return []
	found = change(view, "C23", subject, ends, lately(view, subject, ends), recorded_on)
	by_law = code_on(view.child, view.today) == "V2" and to_parents is False
	found.by_law = True if by_law else None if proposed else False
	return [found]


def lately(view: View, subject: str, on: date) -> Names:
	"""A review that named the record many months before considered something else."""
	return [(subject, months_earlier(on, view.settings.policy.end_considered_months))]


def _turns_16(view: View) -> list[Change]:
	"""C26: flagged some months before and after the birthday."""
	if view.child.birth_date is None:
		return []
	on, months = birthday(view.child.birth_date, 16), view.settings.policy.turns_16_months
	leaves = end_of(view.period, view.child)
	if leaves is not None and on >= leaves:
		return []
	if not months_earlier(on, months) <= view.today <= months_later(on, months):
		return []
	return [_birthday(view, "C26", on, on)]


def _turns_18(view: View) -> list[Change]:
	"""C27: flagged some months before the day by which the last review is held."""
	on, months = comes_of_age(view.child), view.settings.policy.last_review_before_18_months
	if on is None or end_of(view.period, view.child) != on or on <= period_of(view.period).start_date:
		return []
	if view.today < months_earlier(on, 2 * months):
		return []
	return [_birthday(view, "C27", on, months_earlier(on, months))]


def _birthday(view: View, rule: str, on: date, tell_by: date) -> Change:
	found = change(view, rule, view.period.name, on, lately(view, view.period.name, on))
	found.tell_by = tell_by
	return found


def of_ended_care(view: View) -> list[Change]:
	"""How the last period of care ended, where that was lately."""
	ends, reason = period_of(view.period).end_date, period_of(view.period).end_reason
	if ends is None or end_of(view.period, view.child) != ends:
		return []
	if view.today > months_later(ends, view.settings.policy.closing_notices_months):
		return []
	rules = [AFTER_CARE[reason.value]] if reason is not None and reason.value in AFTER_CARE else []
	if code_on(view.child, ends - ONE_DAY) in ("L1", "L2", "L3"):
		rules.append("C13")
	return [Change(rule, view.period.name, ends, ahead=False) for rule in rules]
