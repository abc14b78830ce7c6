"""Whether a review was held in time: by the law as today's records tell it, as it was known then, and by local limits.

Lateness is judged against the law; a missed local limit is a figure of its own. Where a correction of the records
makes a review late that was in time when held, the correction is the reason.
"""

from dataclasses import dataclass
from datetime import date

from iro_module.domain.care_events import Held
from iro_module.domain.policy import Policy, ReviewDateBasis
from iro_module.domain.wording import in_words

RELAXED_FROM, RELAXED_TO = date(2020, 4, 24), date(2020, 9, 25)
"""Review and visit duties were relaxed between these days (SI 2020/445)."""


@dataclass(frozen=True, slots=True)
class Timeliness:
	"""How a held review stands against its dates. Days are calendar days, 0 where it was in time.

	counted_on: the day that counts; other_day: the first meeting or the completion, whichever does not, shown beside
	it. days_late: by the law, from today's records; days_late_when_held: by what was known then.
	days_past_local: after the earliest date, of whatever authority. reason: why it is late, where the rules know.
	"""

	counted_on: date
	other_day: date | None
	days_late: int
	days_late_when_held: int
	days_past_local: int
	reason: str | None = None
	note: str | None = None

	@property
	def in_time(self) -> bool:
		"""Held on or before the day by law, as it follows from today's records."""
		return self.days_late == 0


def timeliness(
	held: Held,
	due_on: date,
	statutory_due_on: date | None,
	policy: Policy,
	known_when_held: date | None = None,
	corrected_on: date | None = None,
	told_late: bool = False,
) -> Timeliness:
	"""Judge one held review.

	due_on, statutory_due_on: as they follow from today's records. known_when_held: the date by law as it stood when
	the review was held, where that was kept; corrected_on: the day the records were last corrected since.
	told_late: what called for the review was recorded only after its date.
	"""
	counted, other = held.completed_on, held.first_meeting_on
	if policy.review_date_basis is ReviewDateBasis.FIRST_MEETING and other:
		counted, other = other, counted
	late = _days_after(counted, statutory_due_on)
	late_when_held = _days_after(counted, known_when_held or statutory_due_on)
	past_local = _days_after(counted, due_on)
	reason = None
	if late and not late_when_held and corrected_on:
		reason = f"record corrected on {in_words(corrected_on)}"
	elif (late or past_local) and told_late:
		reason = "service not told"
	return Timeliness(
		counted_on=counted,
		other_day=other if other != counted else None,
		days_late=late,
		days_late_when_held=late_when_held,
		days_past_local=past_local,
		reason=reason,
		note=_note(statutory_due_on) if late else None,
	)


def _days_after(day: date, due: date | None) -> int:
	return max(0, (day - due).days) if due else 0


def _note(due: date | None) -> str | None:
	if due is None or not RELAXED_FROM <= due <= RELAXED_TO:
		return None
	return f"review duties were relaxed from {in_words(RELAXED_FROM)} to {in_words(RELAXED_TO)}"
