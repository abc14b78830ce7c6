"""The states of a review, and what follows from them."""

PLANNED = "Planned"
BOOKED = "Booked"
IN_PROGRESS = "In Progress"
ADJOURNED = "Adjourned"
COMPLETED = "Completed"
NO_LONGER_NEEDED = "No Longer Needed"
CANCELLED = "Cancelled"

OPEN = (PLANNED, BOOKED, IN_PROGRESS, ADJOURNED)
CLOSED = (COMPLETED, NO_LONGER_NEEDED, CANCELLED)
BEGUN = (IN_PROGRESS, ADJOURNED)
"""A meeting was held: nothing withdraws the review but a person."""


def open_key(child: str, track: str, status: str) -> str | None:
	"""The value of the unique column that allows one open review per child and track; None once closed."""
	return f"{child}:{track}" if status in OPEN else None
