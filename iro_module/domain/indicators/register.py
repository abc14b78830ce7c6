"""Every indicator by its id, and the one way to have them counted."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from iro_module.domain.indicators import (
	between_reviews,
	caseload,
	cohort,
	conferences,
	consultations,
	decisions,
	documents,
	escalations,
	heard,
	in_time,
	up_to_date,
)
from iro_module.domain.indicators.definitions import Definition
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Result

Counting = Callable[[Question], tuple[Result, ...]]

_ALL: tuple[tuple[Definition, Counting], ...] = (
	(up_to_date.IND1, up_to_date.children_reviewed_in_time),
	(in_time.IND2, in_time.reviews_in_time),
	(up_to_date.IND3, up_to_date.children_up_to_date),
	(heard.IND4, heard.participation),
	(conferences.IND5, conferences.plans_reviewed_in_time),
	(conferences.IND6, conferences.initial_conferences_in_time),
	(conferences.IND7, conferences.review_conferences_in_time),
	(heard.IND8, heard.seen_before),
	(between_reviews.IND9, between_reviews.midway_coverage),
	(between_reviews.IND10, between_reviews.children_visited),
	(documents.IND11, documents.papers_on_time),
	(decisions.IND12, decisions.decisions_done),
	(decisions.IND13, decisions.permanence_by_second_review),
	(documents.IND14, documents.report_before_review),
	(caseload.IND15, caseload.caseload),
	(escalations.IND16, escalations.escalations),
	(consultations.IND17, consultations.consultations),
	(cohort.IND18, cohort.cohort),
)

DEFINITIONS: Mapping[str, Definition] = MappingProxyType({one.id: one for one, _ in _ALL})
"""IND1 to IND18."""

_COUNTING: Mapping[str, Counting] = MappingProxyType({one.id: counting for one, counting in _ALL})


class NoSuchIndicatorError(LookupError):
	"""There is no indicator of that id."""


class SwitchedOffError(LookupError):
	"""The council does not show this indicator."""


def definition(indicator: str) -> Definition:
	"""The definition by its id; raises NoSuchIndicatorError where there is none."""
	try:
		return DEFINITIONS[indicator]
	except KeyError:
		raise NoSuchIndicatorError(f"There is no indicator {indicator}; choose IND1 to IND18") from None


def counted(indicator: str, question: Question) -> tuple[Result, ...]:
	"""The figures of one indicator, the headline first.

	Raises SwitchedOffError where the council does not show it, NoSuchIndicatorError where there is none of that id.
	"""
	known = definition(indicator)
	if indicator in question.choices.off:
		raise SwitchedOffError(
			f"{indicator} ({known.title}) is switched off; switch it on to have it counted"
		)
	return _COUNTING[indicator](question)


def all_counted(question: Question) -> Mapping[str, tuple[Result, ...]]:
	"""The figures of every indicator that is on, in the order of their ids."""
	return {one: counted(one, question) for one in DEFINITIONS if one not in question.choices.off}
