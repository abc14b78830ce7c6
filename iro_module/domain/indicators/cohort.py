"""IND18: the children, as the context of every other figure."""

from datetime import date

from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import SHORT_BREAKS_ONLY, Question
from iro_module.domain.indicators.results import Measure, Result, Tally

IND18 = Definition(
	"IND18",
	"Children looked after",
	"Children looked after on the last day, those who started to be looked after or left care in the "
	"period, and of the children looked after on the day: unaccompanied asylum-seeking children, and "
	"children placed at a distance (outside the area and not in an adjoining one). Missing: children who "
	"went missing, or were away without authorisation, at least once while looked after in the period. "
	"Shown by age, sex, ethnicity, legal status and placement type. Children with short breaks only are "
	"{short_breaks}.",
	(
		Figure("children", "Children looked after", "children looked after on the day", measure=Measure.COUNT),
		Figure(
			"started",
			"Started to be looked after",
			"periods of care that began in the period",
			measure=Measure.COUNT,
		),
		Figure("left", "Left care", "periods of care that ended in the period", measure=Measure.COUNT),
		Figure(
			"uasc",
			"Unaccompanied asylum-seeking children",
			"unaccompanied asylum-seeking children",
			"children looked after on the day",
		),
		Figure(
			"at_a_distance",
			"Placed at a distance",
			"children placed at a distance",
			"children looked after on the day",
		),
		Figure(
			"missing",
			"Went missing",
			"children missing or away without authorisation at least once",
			"children looked after at any time in the period",
		),
	),
	Evidence.PRACTICE,
	"Usual content of annual reports; categories of the SSDA903 return.",
	(Variant("short_breaks", "Children with short breaks only are left out or counted."),),
)  # fmt: skip


def cohort(question: Question) -> tuple[Result, ...]:
	"""IND18. Starts and leavers are periods of care: a child who comes back is counted again."""
	tallies = {key: question.tally(IND18, key, snapshot=key in _ON_THE_DAY) for key in IND18.keys}
	for child, _ in question.looked_after(*(tallies[key] for key in _ON_THE_DAY)):
		tallies["children"].count(child.case_id)
		_known(tallies["uasc"], child, child.uasc)
		_known(tallies["at_a_distance"], child, child.at_a_distance)
	for child in question.facts.children:
		for care in child.periods:
			_flow(tallies["started"], care, care.started_on, question)
			_flow(tallies["left"], care, child.left_on(care), question)
		_missing(tallies["missing"], child, question)
	return tuple(tally.result() for tally in tallies.values())


_ON_THE_DAY = ("children", "uasc", "at_a_distance")


def _known(tally: Tally, child: ChildCase, fact: bool | None) -> None:
	if fact is None:
		tally.leave_out(child.case_id, "not recorded")
	else:
		tally.count(child.case_id, fact)


def _flow(tally: Tally, care: CarePeriod, day: date | None, question: Question) -> None:
	"""A period of care that began or ended on that day, where it has come and lies in the period."""
	if not question.period.includes(question.past(day)):
		return
	if care.short_breaks_only and not question.choices.short_breaks:
		tally.leave_out(care.care_id, SHORT_BREAKS_ONLY)
	else:
		tally.count(care.care_id)


def _missing(tally: Tally, child: ChildCase, question: Question) -> None:
	first, last = question.period.first, question.on
	periods = child.in_care_within(first, last)
	if not periods:
		return
	if all(one.short_breaks_only for one in periods) and not question.choices.short_breaks:
		tally.leave_out(child.case_id, SHORT_BREAKS_ONLY)
	else:
		went = any(first <= day <= last and child.in_care_on(day) for day in child.missing_on)
		tally.count(child.case_id, went)
