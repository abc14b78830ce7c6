"""The care planning timetable, T1-T3: Care Planning, Placement and Case Review (England) Regulations 2010, reg 33.

Second and later reviews are counted from the day the last one was actually held.
"""

from datetime import date

from iro_module.domain.policy import Policy
from iro_module.domain.reasons import Kind, Reason, Timetable
from iro_module.domain.timescales.limited import limited
from iro_module.domain.timescales.order import ReviewsHeld
from iro_module.domain.wording import in_words


def care_planning(start: date, order: ReviewsHeld, policy: Policy, missing: int) -> list[Reason]:
	"""The next review after becoming looked after on `start`. missing: reviews since then that are not on record."""
	since = order.since(start)
	if not since:
		words = f"First review after becoming looked after on {in_words(start)}"
		return limited(
			policy, "first_review_working_days", start, "T1", Kind.FIRST, Timetable.CARE_PLANNING, words
		)
	last = since[-1]
	if len(since) + missing == 1:
		words = f"Second review, after the first held on {in_words(last)}"
		name, rule, kind = "second_review_months", "T2", Kind.SECOND
	else:
		words = f"Next review, after the last held on {in_words(last)}"
		name, rule, kind = "later_review_months", "T3", Kind.SUBSEQUENT
	return limited(policy, name, last, rule, kind, Timetable.CARE_PLANNING, words)
