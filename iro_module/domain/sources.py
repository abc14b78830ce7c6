"""Which source's records count, where a council's own 903 return came before the live feed.

A return is of lower rank. Once a source of higher rank has a period of care for a child, the return's records
of that child stop counting; its reviews only from the day of the live source's latest review back, so that
the take-over raises nothing while the live source has sent no reviews.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from iro_module.domain.intake import StoredRecord
from iro_module.domain.records import PeriodOfCare, ReviewHeld

RETURN_SOURCE = "urn:ssda903"
"""Sources of 903 returns begin with this."""


def is_return(source: str) -> bool:
	"""Whether the source is a 903 return, which ranks below every live source."""
	return source.startswith(RETURN_SOURCE)


def counting(records: Iterable[StoredRecord]) -> list[StoredRecord]:
	"""The records of one child that count, tombstones left out."""
	present = [record for record in records if record.record is not None]
	if not any(map(is_return, {record.source for record in present})):
		return present
	live = [record for record in present if not is_return(record.source)]
	if not any(isinstance(record.record, PeriodOfCare) for record in live):
		return present
	live_days = [day for day in map(_review_date, live) if day]
	latest = max(live_days, default=date.min)
	returned = [record for record in present if is_return(record.source)]
	reviews = [record for record in returned if (day := _review_date(record)) and day > latest]
	if any(_reviews_missing(record) for record in returned):
		days = [day for day in map(_review_date, reviews) if day]
		live = [_with_reviews_missing(record, days, live_days) for record in live]
	return live + reviews


def _review_date(stored: StoredRecord) -> date | None:
	return stored.record.review_date if isinstance(stored.record, ReviewHeld) else None


def _reviews_missing(stored: StoredRecord) -> bool:
	return isinstance(stored.record, PeriodOfCare) and not stored.record.reviews_complete


def _with_reviews_missing(
	stored: StoredRecord, days: Iterable[date], live_days: Iterable[date]
) -> StoredRecord:
	"""A period of care with reviews of the return and no live one: like the return, it may lack earlier ones."""
	period = stored.record
	if not isinstance(period, PeriodOfCare):
		return stored
	end = period.end_date or date.max
	if any(period.start_date <= day <= end for day in live_days):
		return stored
	if not any(period.start_date <= day <= end for day in days):
		return stored
	return replace(stored, record=replace(period, reviews_complete=False))
