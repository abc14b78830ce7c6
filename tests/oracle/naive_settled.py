"""What settled a change: a review that considered it beforehand, a review on or after it, or the IRO's decision."""

from datetime import date

from iro_module.domain.settling import ChangeDecision, Ruling
from tests.oracle.naive_records import Review
from tests.oracle.naive_view import Change, Names, View

BESIDES = {
	"C06", "C07", "C08", "C18", "C22", "C23", "C24", "C25", "C26", "C27", "C29", "C34", "C36", "C37", "C40", "ER-c",
}  # fmt: skip
"""Rules that say something more of a record which may show another change too."""
BEFORE = {"C02", "C04", "C12", "C15", "C17"}
"""Rules where the law asks for a review before the change (reg 14(1), 17, 32(2))."""


def change(
	view: View,
	rule: str,
	subject: str,
	on: date,
	names: Names,
	recorded_on: date | None = None,
	risk: bool | None = None,
) -> Change:
	"""A change with all that settled it."""
	found = Change(rule, subject, on, on > view.today, recorded_on=recorded_on, names=names)
	found.decision = _decision(view, rule, subject, on)
	earlier = [review for review in view.child.reviews if review.on < on and _considered(review, names)]
	later = [review for review in view.child.reviews if review.on >= on and looked_at(review, names)]
	decision = found.decision
	if decision and decision.ruling is Ruling.NOT_CONSIDERED and decision.review_on:
		earlier = [review for review in earlier if review.on != decision.review_on]
		later = [review for review in later if review.on > decision.review_on]
	said = decision.review_on if decision and decision.ruling is Ruling.CONSIDERED else None
	if rule in BEFORE or (rule == "C03" and risk is False):
		found.reviewed_before = None if risk is True else bool(earlier) or (said is not None and said < on)
	days = [review.on for review in earlier] or [review.on for review in later]
	found.settled_on = said or min(days, default=None)
	return found


def _considered(review: Review, names: Names) -> bool:
	return any(name in review.considered and (after is None or review.on > after) for name, after in names)


def looked_at(review: Review, names: Names) -> bool:
	"""Any review held afterwards looked at the change, but one of a change only that names others."""
	if review.change_only and review.considered:
		return any(name in review.considered for name, _ in names)
	return True


def _decision(view: View, rule: str, subject: str, on: date) -> ChangeDecision | None:
	"""The IRO's last decision about it, unless the change has become another or moved by more than five days."""
	aspect = rule if rule in BESIDES else ""
	about = [one for one in view.decisions if (one.subject, one.aspect) == (subject, aspect)]
	if not about:
		return None
	last = max(about, key=lambda one: one.decided_on)
	moved = view.settings.working_days_between(last.changed_on, on)
	if last.rule != rule or moved > view.settings.policy.decision_lapses_working_days:
		return None
	on_record = any(review.on == last.review_on for review in view.child.reviews)
	if last.ruling is Ruling.CONSIDERED and not on_record:
		return None
	if rule == "ER-b" and last.ruling in (Ruling.NO_REVIEW, Ruling.BY):
		return None
	return last
