"""IND17: views asked for before reviews, and how they came back."""

from iro_module.domain.indicators.definitions import Definition, Evidence, Figure
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Measure, Result, Tally
from iro_module.domain.indicators.service_cases import ConsultationCase, Medium
from iro_module.domain.wording import in_words

_BY = "by_"

IND17 = Definition(
	"IND17",
	"Consultation documents",
	"Of the consultation documents sent in the period, the share that came back, each for children, "
	"parents and carers; and what came back in the period, sent for or not, by the way it came. MOMO "
	"(Mind Of My Own) One and MOMO Express are two tools and are counted apart. A document that can still "
	"come before its review is not counted as missing.",
	(
		Figure("child", "Returned by children", "documents returned", "documents sent to children in the period"),
		Figure("parent", "Returned by parents", "documents returned", "documents sent to parents in the period"),
		Figure("carer", "Returned by carers", "documents returned", "documents sent to carers in the period"),
		Figure("other", "Returned by others", "documents returned", "documents sent to others in the period"),
		Figure("received", "Views received", "documents and statements received in the period", measure=Measure.COUNT),
		*(
			Figure(
				f"{_BY}{medium.value}",
				f"Views received: {medium.words}",
				f"received in the period: {medium.words}",
				measure=Measure.COUNT,
			)
			for medium in Medium
		),
	),
	Evidence.PRACTICE,
	"Practice of councils.",
)  # fmt: skip


def consultations(question: Question) -> tuple[Result, ...]:
	"""IND17: a share for each group of people, and a count for each way."""
	tallies = {key: question.tally(IND17, key) for key in IND17.keys}
	for case in question.facts.consultations:
		_returned(tallies[case.asked.value], case, question)
		if question.period.includes(question.past(case.returned_on)):
			tallies["received"].count(case.case_id)
			if case.medium is not None:
				tallies[f"{_BY}{case.medium.value}"].count(case.case_id)
	return tuple(tally.result() for tally in tallies.values())


def _returned(tally: Tally, case: ConsultationCase, question: Question) -> None:
	if not question.period.includes(question.past(case.sent_on)):
		return
	returned = question.past(case.returned_on)
	if returned is None and case.wanted_by is not None and case.wanted_by >= question.today:
		tally.leave_out(case.case_id, f"still awaited, for the review of {in_words(case.wanted_by)}")
	else:
		tally.count(case.case_id, returned is not None)
