"""All changes of circumstances of a period of care."""

from tests.oracle.naive_days import end_of
from tests.oracle.naive_of_facts import of_facts
from tests.oracle.naive_of_moves import of_moves
from tests.oracle.naive_of_periods import of_periods
from tests.oracle.naive_of_placements import of_placements
from tests.oracle.naive_of_statuses import of_statuses
from tests.oracle.naive_view import Change, View


def changes(view: View) -> list[Change]:
	"""Every change of the period, in order of time."""
	found = of_moves(view) + of_placements(view) + of_statuses(view)
	found = [change for change in found if _before_leaving(view, change)] + of_periods(view)
	return sorted(found + of_facts(view, found), key=lambda change: change.on)


def _before_leaving(view: View, change: Change) -> bool:
	"""On the day care ends nothing changes any more, but that care ends, and remand."""
	end = end_of(view.period, view.child)
	return end is None or change.on < end or change.rule == "ER-c"
