"""Secure accommodation on welfare grounds (CA 1989 s25): since when a stay in a secure children's home is that.

On remand (a youth justice status) it is not; it becomes so when the remand ends and the child stays.
"""

from datetime import date

from iro_module.domain import codes
from iro_module.domain.care_events import Stay
from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import PlacementType


def on_welfare_grounds_from(history: CareHistory, stay: Stay) -> date | None:
	"""The first day of the stay that is secure on welfare grounds; None where there is none."""
	record = stay.record
	if record.placement_type is not PlacementType.K1:
		return None
	turns = (day for one in history.statuses for day in (one.record.start_date, one.record.end_date))
	days = [record.start_date, *sorted({day for day in turns if day and day > record.start_date})]
	for day in days:
		if record.end_date is not None and day >= record.end_date and day > record.start_date:
			return None
		if history.status_on(day) not in codes.YOUTH_JUSTICE:
			return day
	return None
