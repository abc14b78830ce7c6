"""The states of a review, the ways between them that people may take, and what follows from them."""

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

WAYS: dict[str | None, tuple[str, ...]] = {
	None: (PLANNED, BOOKED, COMPLETED),
	PLANNED: (BOOKED, IN_PROGRESS, COMPLETED, CANCELLED),
	BOOKED: (PLANNED, IN_PROGRESS, COMPLETED, CANCELLED),
	IN_PROGRESS: (ADJOURNED, COMPLETED, CANCELLED),
	ADJOURNED: (IN_PROGRESS, COMPLETED, CANCELLED),
}
"""From → to, on the desk. Only the timetable finds a review no longer needed."""
BOOKING_WAYS = ((None, PLANNED), (None, BOOKED), (PLANNED, BOOKED), (BOOKED, PLANNED))
"""Those that whoever may write the review may take; all others are the reviewing service's."""


def open_key(child: str, track: str, status: str) -> str | None:
	"""The value of the unique column that allows one open review per child and track; None once closed."""
	return f"{child}:{track}" if status in OPEN else None
