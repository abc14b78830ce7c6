"""How often each rule met something in a sample, so that a reader sees that the sample is not empty."""

from collections import Counter

from tests.oracle.case import FEED, Case
from tests.oracle.naive_plan import NaivePlan

Fired = Counter[tuple[str, str]]
"""What was met, under a heading."""


def fired(case: Case, found: NaivePlan) -> Fired:
	"""What one history and its plan add to the counts."""
	counts: Fired = Counter()
	for change in found.changes:
		counts["changes, by rule", change.rule] += 1
		counts["how changes stood", _stood(change.settled_on, change.on, change.ahead)] += 1
		if change.decision:
			counts["decisions of the IRO in force", change.decision.ruling.value] += 1
	for review in found.reviews:
		counts["planned reviews, by kind", review.kind] += 1
		counts[
			"planned reviews, by number", str(min(review.sequence, 6)) + ("+" if review.sequence > 5 else "")
		] += 1
		if review.statutory_due_on != review.due_on:
			counts["planned reviews, due date and law", "due before the law's date, or by no law"] += 1
		else:
			counts["planned reviews, due date and law", "due on the law's date"] += 1
		for demand in review.basis:
			counts["reasons for reviews, by rule", f"{demand.rule} {demand.authority}"] += 1
	for notice in found.notices:
		counts["notices, by rule and to whom", f"{notice.rule}: {notice.tell}"] += 1
	for gap in found.gaps:
		counts["gaps", gap] += 1
	counts["plans", _plan(found)] += 1
	for what in _history(case):
		counts["histories with", what] += 1
	return counts


def _stood(settled_on: object, on: object, ahead: bool) -> str:
	if settled_on is None:
		return "ahead, not settled" if ahead else "past, not settled"
	return "settled by an earlier review" if str(settled_on) < str(on) else "settled by a later review"


def _plan(found: NaivePlan) -> str:
	if found.left_care_on:
		return "none: care has ended"
	tracks = {review.track for review in found.reviews}
	if len(tracks) == 2:
		return "a review and a secure accommodation panel"
	return "a review" if "looked_after" in tracks else "a panel only" if tracks else "none"


def _history(case: Case) -> list[str]:
	sources = {told.source for told in case.messages}
	kept = [told.record for told in case.messages if told.record is not None]
	born = [str(day) for record in kept if (day := getattr(record, "birth_date", None))]
	found = {
		"the feed alone": sources == {FEED},
		"a 903 return alone": len(sources) == 1 and sources != {FEED},
		"both": len(sources) == 2,
		"a voided record": any(told.record is None for told in case.messages),
		"a corrected record": any(told.version > 1 for told in case.messages),
		"several periods of care": len(
			{told.record_id for told in case.messages if told.record_id[:3] == "PC-"}
		)
		> 1,
		"a child born on 29 February": any(day.endswith("-02-29") for day in born),
		"recorded facts": bool(case.facts),
		"an early review asked for": bool(case.asked),
		"tighter numbers": bool(case.numbers),
		"a changed trigger row": bool(case.rules),
		"extra holidays": bool(case.extra_holidays),
		"the start day counted": case.count_start_day,
	}
	return [what for what, there in found.items() if there]
