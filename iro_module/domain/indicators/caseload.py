"""IND15: children for each full-time IRO."""

from collections.abc import Iterable
from fractions import Fraction

from iro_module.domain.indicators.child_cases import ChildCase
from iro_module.domain.indicators.combining import by
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Measure, Result
from iro_module.domain.policy import Policy

IND15 = Definition(
	"IND15",
	"Caseload",
	"Children looked after on the day for each full-time IRO, part-time IROs counted by their working "
	"time. Left out: children whose IRO is not named or has no working time on record. Children with "
	"short breaks only are {short_breaks}.",
	(
		Figure(
			"average",
			"Children for each full-time IRO",
			"children looked after on the day, with their IRO named",
			"full-time posts of the IROs at work on the day",
			Measure.RATIO,
		),
	),
	Evidence.VERIFIED,
	"IRO Handbook 2010, as a council's minutes of January 2023 cite it: 50 to 70 for a full-time IRO.",
	(
		Variant("caseload_from", "The lower end of the range."),
		Variant("caseload_to", "The upper end of the range."),
		Variant("short_breaks", "Children with short breaks only are left out or counted."),
	),
	note="The range asked for is {caseload}. The average is for reports. The caseload of each IRO is for "
	"the IRO and the IRO manager, to share work out; it is not published and never put in order of size.",
)  # fmt: skip


def caseload(question: Question) -> tuple[Result, ...]:
	"""IND15, on the last day of the period or today. The full-time posts are the amounts of the result."""
	tally = question.tally(IND15, "average", snapshot=True)
	known = {iro.case_id for iro in question.facts.iros}
	for child, _ in question.looked_after(tally):
		if child.iro is None:
			tally.leave_out(child.case_id, "no IRO is named")
		elif child.iro not in known:
			tally.leave_out(child.case_id, "the working time of the IRO is not recorded")
		else:
			tally.count(child.case_id)
	for iro in question.facts.iros:
		tally.add(iro.case_id, iro.full_time)
	return (tally.result(),)


def caseload_of_each(result: Result, children: Iterable[ChildCase]) -> tuple[tuple[str, Result], ...]:
	"""The caseload of each IRO by staff id, in the order of the ids. For the IRO and the IRO manager only."""
	labels: dict[str, str] = {child.case_id: child.iro for child in children if child.iro}
	return by(result, labels | {amount.case_id: amount.case_id for amount in result.amounts})


def against_range(result: Result, policy: Policy) -> str:
	"""`below 50 to 70`, `within 50 to 70`, `above 50 to 70`, or `no IRO at work`."""
	return in_range(result.value, policy)


def in_range(average: Fraction | None, policy: Policy) -> str:
	"""The same of any number of children for a full-time post; None where nobody is at work."""
	if average is None:
		return "no IRO at work"
	words = f"{policy.caseload_from} to {policy.caseload_to}"
	if average < policy.caseload_from:
		return f"below {words}"
	return f"above {words}" if average > policy.caseload_to else f"within {words}"
