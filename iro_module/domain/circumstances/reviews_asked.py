"""The reviews that changes ask for: by when, and whether the law, guidance or a local setting says so."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from iro_module.domain.circumstances.case import Case
from iro_module.domain.circumstances.change import Change
from iro_module.domain.months import months_later
from iro_module.domain.policy import Authority, Policy
from iro_module.domain.reasons import (
	Counted,
	Kind,
	Reason,
	day_before,
	days_after,
	working_days_after,
	working_days_before,
)
from iro_module.domain.settling import Ruling
from iro_module.domain.trigger_table import DEFAULT_RULES, RuleSetting
from iro_module.domain.wording import in_words


def reviews_asked(
	case: Case, found: Sequence[Change], timetable: Sequence[Reason], requests: Sequence[Reason]
) -> list[Reason]:
	"""The reasons that the changes give, as the IRO's decisions in force leave them.

	timetable: the reasons that stand for their own sake; some changes ask only where none of them comes in time.
	requests: the early reviews the IRO asked for, which like the law no decision about a change puts off.
	"""
	asked = [
		(change, reason)
		for change in found
		if change.settled_on is None or change.rule == "C16"
		for reason in _asked(case, change, timetable)
	]
	if not any(change.decision for change, _ in asked):
		return [reason for _, reason in asked]
	by_law = [one.due_on for one in (*timetable, *requests, *(one for _, one in asked)) if _is_law(one)]
	decided = (_as_decided(change, one, min(by_law, default=None)) for change, one in asked)
	return [reason for reason in decided if reason]


def due_before(change: Change, rule: RuleSetting) -> bool:
	"""Whether the change lies ahead and a review must come before it.

	The end of a placement known in advance asks for one, whatever the reason for it (reg 14(1)).
	"""
	return change.ahead and (rule.before or change.rule in ("C03", "C04"))


def _asked(case: Case, change: Change, timetable: Sequence[Reason]) -> Iterator[Reason]:
	policy, rule = case.policy, case.policy.rule(change.rule)
	if change.rule in ("C21", "ER-c"):
		yield from _before_release(policy, change, timetable)
	elif change.rule == "C16":
		yield from _adoptive_placement_ended(policy, change, rule)
	elif change.rule == "C27":
		yield from _last_review(case, change, timetable)
	elif change.rule == "C23" and change.by_law is False:
		return  # the end is decided: who must be told is told
	elif due_before(change, rule):
		yield from _before(policy, change, rule)
	elif rule.enabled and rule.review_within is not None:
		yield from _within(policy, change, rule, rule.review_within)


def _before(policy: Policy, change: Change, rule: RuleSetting) -> Iterator[Reason]:
	"""The last working day before a change that lies ahead. No switch turns off what the law asks for."""
	authority = rule.authority if rule.before else Authority.MUST
	if change.by_law:
		authority = Authority.MUST
	if rule.enabled or authority is Authority.MUST:
		yield _reason(change, authority, day_before(policy, change.on))


def _within(policy: Policy, change: Change, rule: RuleSetting, days: int) -> Iterator[Reason]:
	"""So many working days after the change; where that is law, a tighter local limit stands beside it."""
	words = change.description + _no_review_before(change)
	own = working_days_after(policy, change.on, days)
	shipped = DEFAULT_RULES[rule.rule].review_within
	if rule.within_authority is not Authority.MUST or change.by_law is False or shipped is None:
		yield _reason(change, Authority.LOCAL, own, words)
		return
	if days < shipped:
		yield _reason(change, Authority.LOCAL, own, words)
	yield _reason(change, Authority.MUST, working_days_after(policy, change.on, shipped), words)


def _before_release(policy: Policy, change: Change, timetable: Sequence[Reason]) -> Iterator[Reason]:
	"""CPPCR reg 33(3)(c) and (d): before release, where no review would otherwise fall before it."""
	if not any(reason.due_on < change.on for reason in timetable if _is_law(reason)):
		yield _reason(change, Authority.MUST, day_before(policy, change.on))
	if change.rule == "C21":
		own = working_days_before(policy, change.on, policy.release_review_working_days)
		yield _reason(change, Authority.LOCAL, own)


def _adoptive_placement_ended(policy: Policy, change: Change, rule: RuleSetting) -> Iterator[Reason]:
	"""Two reasons: one soon, one not before day 28 and not after day 42; one date may meet both."""
	if change.ahead or not rule.enabled:
		return
	if change.settled_on is None and rule.review_within is not None:
		yield _reason(change, Authority.LOCAL, working_days_after(policy, change.on, rule.review_within))
	opens = change.on + timedelta(days=policy.adoption_ended_from_days)
	if change.window_met_on is None:
		closes = days_after(change.on, policy.adoption_ended_to_days)
		words = f"{closes.words}, and not before {in_words(opens)}"
		yield _reason(change, Authority.LOCAL, Counted(closes.on, words))._replace(not_before=opens)


def _last_review(case: Case, change: Change, timetable: Sequence[Reason]) -> Iterator[Reason]:
	"""Where the council plans the last review: some months before the 18th birthday, unless one was held in as
	many months before that day, or the timetable itself asks for one by then.
	"""
	mark, policy = change.tell_by, case.policy
	if mark is None or not policy.plan_last_review or any(one.due_on <= mark.on for one in timetable):
		return
	since = months_later(mark.on, -policy.last_review_before_18_months)
	if not any(held.completed_on >= since for held in case.history.reviews):
		yield _reason(change, Authority.LOCAL, mark)


def _as_decided(change: Change, reason: Reason, by_law: date | None) -> Reason | None:
	"""A reason as the IRO's decision leaves it: what the law asks for stays as it is."""
	decision = change.decision
	if decision is None or _is_law(reason):
		return reason
	if decision.ruling is Ruling.NO_REVIEW:
		return None
	if decision.ruling is Ruling.BY and decision.by and (by_law is None or decision.by <= by_law):
		return reason._replace(due_on=decision.by, counted=f"{in_words(decision.by)}, the day the IRO set")
	return reason


def _is_law(reason: Reason) -> bool:
	return reason.authority is Authority.MUST


def _reason(change: Change, authority: Authority, due: Counted, words: str | None = None) -> Reason:
	kind = Kind.CHANGE_OF_CIRCUMSTANCES
	return Reason(change.rule, authority, kind, due.on, change.on, words or change.description, due.words)


def _no_review_before(change: Change) -> str:
	"""In words, that no earlier review is on record. At immediate risk none is asked for, so that never stands here."""
	if change.reviewed_before is not False:
		return ""
	risk = "no" if change.immediate_risk is False else "not known"
	return "; no review before it is on record" + (
		f", immediate risk: {risk}" if change.rule in ("C02", "C03", "C04") else ""
	)
