"""Changes that the beginning of a placement shows, whatever move led there: C06, C07, C17, C18, C25, C34, C40."""

from datetime import date

from tests.oracle.naive_dates import ONE_DAY, birthday
from tests.oracle.naive_days import (
	CARE_ORDERS,
	FAR,
	UNREGISTERED,
	YOUTH_JUSTICE,
	code_on,
	in_period,
	is_intention,
	last_change_of_status,
	period_of,
	placement_of,
	status_of,
	touches,
)
from tests.oracle.naive_homes import goes_on, homes
from tests.oracle.naive_of_moves import parents_assessed
from tests.oracle.naive_records import Kept, OnRecord
from tests.oracle.naive_settled import change
from tests.oracle.naive_view import Change, View


def of_placements(view: View) -> list[Change]:
	"""What each placement shows on the day it begins, unless the one before showed the same with the same carers."""
	stays = [stay for stay in view.child.placements if touches(view.period, stay)]
	lived = homes(stays, view.today)
	found = _with_parents_from_the_start(view, lived)
	for number, stay in enumerate(lived):
		before = lived[number - 1] if number else None
		if before is None and not began_in_records(view, stay):
			continue
		same = before is not None and goes_on(stays, before, stay)
		already = _shown(view, before) if before and same else set()
		for rule in sorted(_shown(view, stay) - already):
			found += _beginning(view, stay, rule)
	found += _secure(view, stays, lived)
	for stay in stays:
		if placement_of(stay).placement_type == "T1" and not is_intention(stay):
			found += _beginning(view, stay, "C34")
	return found


def began_in_records(view: View, stay: Kept) -> bool:
	"""Whether the records show when a first placement began."""
	return period_of(view.period).start_known or placement_of(stay).reason_new_episode in ("P", "B")


def _shown(view: View, stay: Kept) -> set[str]:
	record, policy = placement_of(stay), view.settings.policy
	rules = set()
	if policy.own_authority and record.area_authority and record.area_authority != policy.own_authority:
		rules.add("C06" if record.area_authority in policy.adjoining_authorities else "C07")
	kind, on = record.placement_type, record.start_date
	born = view.child.birth_date
	if (kind == "K3" or kind in UNREGISTERED) and born and birthday(born, 16) <= on:
		rules.add("C25")
	if kind == "R2":
		rules.add("C34")
	if kind in UNREGISTERED:
		rules.add("C40")
	return rules


def welfare_from(child: OnRecord, stay: Kept, lived: list[Kept]) -> date | None:
	"""The first day of a stay in a secure children's home on which the child is not there on remand."""
	later = [placement_of(one).start_date for one in lived if not is_intention(one)]
	ends = [day for day in later if day > placement_of(stay).start_date] + [
		placement_of(stay).end_date or FAR
	]
	day, last = placement_of(stay).start_date, last_change_of_status(child)
	while day < min(ends) or day == placement_of(stay).start_date:
		if code_on(child, day) not in YOUTH_JUSTICE:
			return day
		closing = [status_of(status).end_date or last for status in child.statuses]
		if day > max([last, *closing]):
			return None
		day += ONE_DAY
	return None


def _secure(view: View, stays: list[Kept], lived: list[Kept]) -> list[Change]:
	"""C18: secure accommodation on welfare grounds, from its first day, or from the day remand ended."""
	found, before = [], None
	for stay in lived:
		since = welfare_from(view.child, stay, lived) if placement_of(stay).placement_type == "K1" else None
		if since and not (before and goes_on(stays, before, stay)):
			on = max(since, period_of(view.period).start_date)
			began = stay is not lived[0] or since > placement_of(stay).start_date
			if in_period(view.child, view.period, on) and (began or began_in_records(view, stay)):
				found.append(change(view, "C18", stay.name, on, [(stay.name, None)], stay.recorded_on))
		before = stay if since else None
	return found


def _beginning(view: View, stay: Kept, rule: str) -> list[Change]:
	on = max(placement_of(stay).start_date, period_of(view.period).start_date)
	if not in_period(view.child, view.period, on):
		return []
	return [change(view, rule, stay.name, on, [(stay.name, None)], stay.recorded_on)]


def _with_parents_from_the_start(view: View, lived: list[Kept]) -> list[Change]:
	"""A period that begins with parents under a care order: the review that reg 17 asks for is still owed."""
	if not lived or placement_of(lived[0]).placement_type != "P1" or not began_in_records(view, lived[0]):
		return []
	first = lived[0]
	on: date = max(placement_of(first).start_date, period_of(view.period).start_date)
	if code_on(view.child, on) not in CARE_ORDERS:
		return []
	names: list[tuple[str, date | None]] = [(first.name, None), (view.period.name, None)]
	found = change(view, "C17", view.period.name, on, names, first.recorded_on)
	found.by_law = not parents_assessed(view, on)
	return [found]
