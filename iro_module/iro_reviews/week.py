"""The week of a day, and the reviews booked in it: one rule for the figure and for the list that it opens."""

from datetime import date, timedelta

from iro_module.iro_reviews.counted import Condition
from iro_module.iro_reviews.statuses import COMPLETED, OPEN


def week_of(day: date) -> tuple[date, date]:
	"""Monday and Sunday of the week of a day."""
	monday = day - timedelta(days=day.weekday())
	return monday, monday + timedelta(days=6)


def booked_in_week(day: date) -> list[Condition]:
	"""Reviews with a meeting booked from Monday to Sunday of that week, those already completed among them."""
	monday, sunday = week_of(day)
	return [
		("status", "in", [*OPEN, COMPLETED]),
		("booked_on", ">=", monday.isoformat()),
		("booked_on", "<=", sunday.isoformat()),
	]
