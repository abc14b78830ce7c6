"""Series of short breaks (CPPCR reg 48), reviewed at intervals of their own.

The intervals are settings: the reference could not verify them, so no date is shown as the law's.
"""

from iro_module.domain.circumstances.case import Case
from iro_module.domain.policy import Authority
from iro_module.domain.reasons import Kind, Reason, Timetable, months_after
from iro_module.domain.timescales.limited import reason
from iro_module.domain.timescales.order import ReviewsHeld
from iro_module.domain.wording import in_words


def short_breaks(case: Case, order: ReviewsHeld) -> list[Reason]:
	"""The next review of a series of short breaks."""
	if not order.days:
		rule, start, count = "SB1", case.period.record.start_date, case.policy.short_break_first_months
		words = f"First review of short breaks that began on {in_words(start)}"
	else:
		rule, start, count = "SB2", order.days[-1], case.policy.short_break_later_months
		words = f"Next review of short breaks, after the last held on {in_words(start)}"
	counted = months_after(start, count)
	return [reason(rule, Authority.LOCAL, Kind.SHORT_BREAK, start, words, counted, Timetable.SHORT_BREAK)]
