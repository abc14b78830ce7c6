"""Signs of drift and delay for one child: what stands still, since when, and which threshold that meets.

A sign is a reason to look, not a finding. Its thresholds are practice of councils and settings of the policy; every
sign can be switched off, by its key or with its row of the trigger table.
"""

from collections.abc import Collection, Iterator
from datetime import date

from iro_module.domain.drift_facts import DriftFacts, PlanOnFile, Repeated
from iro_module.domain.drift_sign import RULE_OF, Sign, SignKey
from iro_module.domain.months import months_later
from iro_module.domain.policy import Policy
from iro_module.domain.prompting import switched_on, told_by
from iro_module.domain.reasons import Counted, months_after, working_days_after
from iro_module.domain.wording import in_words, plural


def signs(
	facts: DriftFacts, policy: Policy, today: date, off: Collection[SignKey] = frozenset()
) -> tuple[Sign, ...]:
	"""The signs that stand today, in order of time. off: those a council has switched off."""
	met = [
		Sign(key, subject, since, told_by(policy, RULE_OF[key], since), words)
		for key, subject, since, words in _met(facts, policy, today)
		if key not in off and switched_on(policy, RULE_OF[key])
	]
	return tuple(sorted(met, key=lambda one: (one.since, one.key.value, one.subject)))


_Met = tuple[SignKey, str, date, str]


def _met(facts: DriftFacts, policy: Policy, today: date) -> Iterator[_Met]:
	yield from _voluntary_care(facts, policy, today)
	yield from _social_workers(facts, policy, today)
	for plan in facts.plans:
		yield from _plan(plan, facts.last_decisions_on, policy, today)
	yield from _contact(facts, today)
	yield from _visit(facts, today)
	yield from _permanence(facts, today)
	for matter in facts.put_off:
		words = "The same matter was put off without a decision"
		yield from _repeated(SignKey.MATTER_PUT_OFF, matter, policy.put_off_times, words)
	for decision in facts.not_done:
		words = "The same decision was found not done"
		yield from _repeated(SignKey.DECISION_NOT_DONE, decision, policy.decision_not_done_times, words)


def _voluntary_care(facts: DriftFacts, policy: Policy, today: date) -> Iterator[_Met]:
	held = facts.voluntary
	if held and today > (limit := months_after(held.since, policy.voluntary_care_months)).on:
		words = f"Accommodated under section 20 since {in_words(held.since)}, past {_shown(limit)}"
		yield SignKey.VOLUNTARY_CARE, held.subject, limit.on, words


def _social_workers(facts: DriftFacts, policy: Policy, today: date) -> Iterator[_Met]:
	months = policy.social_worker_window_months
	window = months_later(today, -months)
	changes = sorted((one.on, one.name) for one in facts.worker_changes if window <= one.on <= today)
	if len(changes) >= policy.social_workers:
		on, name = changes[-1]
		words = (
			f"Another social worker took over {plural(len(changes), 'time')} in {plural(months, 'month')}, the last "
			f"on {in_words(on)}; a sign from {plural(policy.social_workers, 'time')}"
		)
		yield SignKey.SOCIAL_WORKERS, name, on, words


def _plan(plan: PlanOnFile, decided_on: date | None, policy: Policy, today: date) -> Iterator[_Met]:
	if plan.updated_on is None:
		if plan.needed_by and today > plan.needed_by:
			words = f"No {plan.title} is on record; one was needed by {in_words(plan.needed_by)}"
			yield SignKey.PLAN_MISSING, plan.subject, plan.needed_by, words
		return
	updated = f"The {plan.title} was last updated on {in_words(plan.updated_on)}"
	stale = months_after(plan.updated_on, policy.plan_out_of_date_months)
	if today > stale.on:
		yield (
			SignKey.PLAN_OUT_OF_DATE,
			plan.subject,
			stale.on,
			f"{updated}, out of date after {_shown(stale)}",
		)
	if decided_on and plan.updated_on < decided_on:
		due = working_days_after(policy, decided_on, policy.care_plan_working_days)
		if today > due.on:
			words = f"{updated}, before the decisions of {in_words(decided_on)}; due by {_shown(due)}"
			yield SignKey.PLAN_NOT_UPDATED, plan.subject, due.on, words


def _contact(facts: DriftFacts, today: date) -> Iterator[_Met]:
	for change in facts.contact_changes:
		over = change.until is not None and change.until < today
		reviewed = facts.last_review_on is not None and facts.last_review_on >= change.on
		if change.on <= today and not over and not reviewed:
			words = (
				f"Contact was suspended or changed on {in_words(change.on)}; no review has been held since"
			)
			yield SignKey.CONTACT_CHANGED, change.name, change.on, words


def _visit(facts: DriftFacts, today: date) -> Iterator[_Met]:
	visit = facts.visit
	if visit and visit.due and today > visit.due.on:
		yield SignKey.NOT_VISITED, visit.subject, visit.due.on, visit.reason


def _permanence(facts: DriftFacts, today: date) -> Iterator[_Met]:
	point = facts.permanence
	if point and not point.recorded and today > point.expected_by.on:
		words = f"No plan for permanence is on record; expected by {_shown(point.expected_by)}"
		yield SignKey.PERMANENCE_ABSENT, point.subject, point.expected_by.on, words


def _repeated(key: SignKey, what: Repeated, threshold: int, words: str) -> Iterator[_Met]:
	if what.times >= threshold:
		at = f"at {plural(what.times, 'review')}, the last on {in_words(what.last_on)}"
		yield key, what.subject, what.last_on, f"{words} {at}; a sign from {plural(threshold, 'review')}"


def _shown(limit: Counted) -> str:
	return f"{in_words(limit.on)} ({limit.words})"
