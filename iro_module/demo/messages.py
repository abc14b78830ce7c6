"""The demo: Wenbury's records as they stood on 30 April 2026, and its messages of May."""

from datetime import date

from iro_module.demo.cast import BY_NUMBER, Child
from iro_module.demo.feed import Feed, Message, next_day
from iro_module.demo.histories import HISTORIES, Care
from iro_module.demo.may_2026 import may_2026

DEMO_AS_OF = date(2026, 5, 31)
"""The day on which the demo is looked at."""


def demo_messages() -> list[Message]:
	"""Every message, the same on every call, in the order in which it was recorded.

	Some are repeats, one is out of date, and a few are wrong on purpose. Each call gives messages of its own.
	"""
	feed = Feed()
	for care in HISTORIES:
		feed.child(BY_NUMBER[care.number], "2026-04-30")
		_care(feed, care)
	may_2026(feed)
	return sorted(feed.messages, key=lambda message: message["time"])


def _care(feed: Feed, care: Care) -> None:
	"""One period of care with all that happened in it, each record written down the day after."""
	number = care.number
	feed.record(
		"period-of-care", number, f"C-{number}-1", next_day(care.start), start_date=care.start,
		category_of_need=care.need,
	)  # fmt: skip
	words = care.statuses.split()
	statuses = list(zip(words[::2], words[1::2], strict=True))
	ends = [start for _, start in statuses[1:]]
	for place, (status, start) in enumerate(statuses):
		end = ends[place] if place < len(ends) else None
		feed.record(
			"legal-status", number, f"L-{number}-{place + 1}", next_day(start), start_date=start, end_date=end,
			legal_status=status,
		)  # fmt: skip
	for place, stay in enumerate(care.stays):
		after = care.stays[place + 1] if place + 1 < len(care.stays) else None
		feed.record(
			"placement", number, f"P-{number}-{place + 1}", next_day(stay.start), start_date=stay.start,
			end_date=after.start if after else None, placement_type=stay.placement_type, provider=stay.provider,
			carer_id=stay.carer, urn=stay.urn, reason_new_episode=stay.rne,
			reason_place_change=after.reason_before if after else None,
		)  # fmt: skip
	for place, day in enumerate(care.reviews.split()):
		feed.record(
			"review", number, f"R-{number}-{place + 1}", next_day(day), review_date=day,
			participation_code=_participation(BY_NUMBER[number], day, care.participation),
		)  # fmt: skip


def _participation(child: Child, day: str, code: str) -> str:
	"""PN0 before the fourth birthday."""
	born = date.fromisoformat(child.birth_date)
	held = date.fromisoformat(day)
	age = held.year - born.year - ((held.month, held.day) < (born.month, born.day))
	return "PN0" if age < 4 else code
