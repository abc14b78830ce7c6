"""How a review stands by its dates: one word, the same wherever reviews are listed."""

from datetime import date
from enum import Enum


class Standing(str, Enum):
	"""In order of concern; a review is the first of these that holds."""

	HELD = "held"
	OVERDUE = "overdue"
	"""Past the date by law, whatever it is booked for."""
	LATE = "late"
	"""Booked for a day after it is due."""
	LOCAL = "local"
	"""Past a date that a local target or guidance set, and in time by law."""
	BOOKED = "booked"
	PLANNED = "planned"


def standing(*, held: bool, due_on: date, by_law: date | None, booked_on: date | None, on: date) -> Standing:
	"""How the review stands on that day."""
	if held:
		return Standing.HELD
	if by_law and by_law < on:
		return Standing.OVERDUE
	if booked_on and booked_on > due_on:
		return Standing.LATE
	if due_on < on:
		return Standing.LOCAL
	return Standing.BOOKED if booked_on else Standing.PLANNED
