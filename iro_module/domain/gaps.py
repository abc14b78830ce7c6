"""What is missing from the records, so that nobody's reviews stop without a word."""

from datetime import date

from iro_module.domain.care_history import CareHistory
from iro_module.domain.circumstances import Case
from iro_module.domain.planned import Gap
from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, Placement
from iro_module.domain.timescales import ReviewsHeld, is_last_review_unknown
from iro_module.domain.timescales.secure_panel import panels_since, secure_stay


def gaps(case: Case, order: ReviewsHeld) -> tuple[Gap, ...]:
	"""What is missing to count the reviews of a period of care."""
	found = []
	if is_last_review_unknown(case, order):
		if case.period.record.start_known:
			words = "Reviews since the period of care began may be missing from the records, and none is on record"
		else:
			words = "The period of care began before the records do and no review is on record"
		found.append(Gap("date of last review needed", words))
	secure = secure_stay(case)
	if secure and secure.since is None and not panels_since(case, secure):
		words = (
			"The child is in secure accommodation since before the records begin and no panel is on record"
		)
		found.append(Gap("date of last secure accommodation panel needed", words))
	return tuple(found)


def gaps_without_period(history: CareHistory, today: date) -> tuple[Gap, ...]:
	"""What no period of care covers, but should."""
	found = []
	last = max((one.record.end_date or date.max for one in history.periods), default=date.min)
	records = [one.record for one in history.stays] + [one.record for one in history.statuses]
	if any(one.start_date >= last and _is_open(one, today) for one in records):
		words = "Placements or legal statuses are on record, but no period of care that covers them"
		found.append(Gap("period of care needed", words))
	periods = [(one.record, history.ends_on(one)) for one in history.periods if _is_open(one.record, today)]
	if any(ends and ends <= one.start_date for one, ends in periods):
		words = "The period of care is open, but by the birth date on record the child was 18 before it began"
		found.append(Gap("birth date or start of care to be checked", words))
	return tuple(found)


def _is_open(record: PeriodOfCare | Placement | LegalStatusHeld, today: date) -> bool:
	return record.end_date is None or record.end_date > today
