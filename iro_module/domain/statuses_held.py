"""Since when a legal status has been in force, where the records hold it in several pieces."""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import Period
from iro_module.domain.care_history import CareHistory
from iro_module.domain.codes import LegalStatus


@dataclass(frozen=True, slots=True)
class StatusHeld:
	"""A legal status without a break in it. subject: the record that began it."""

	status: LegalStatus
	subject: str
	since: date


def status_held(history: CareHistory, period: Period, today: date) -> StatusHeld | None:
	"""The legal status in force today and since when without a break, within the period; None where none is."""
	code = history.status_on(today)
	found: StatusHeld | None = None
	for one in reversed(history.statuses_in(period)):
		record, until = one.record, found.since if found else today
		reaches = record.start_date <= until and (record.end_date is None or record.end_date >= until)
		if reaches and record.legal_status is code:
			found = StatusHeld(record.legal_status, one.name, record.start_date)
		elif found:
			break
	return found
