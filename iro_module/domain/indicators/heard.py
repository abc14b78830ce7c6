"""IND4 and IND8: how children took part in their reviews, and whether the IRO saw or spoke to them before."""

from datetime import date

from iro_module.domain.codes import Participation
from iro_module.domain.indicators.choices import Participating
from iro_module.domain.indicators.definitions import Definition, Evidence, Figure, Variant
from iro_module.domain.indicators.question import Question
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.review_cases import ReviewCase
from iro_module.domain.months import birthday

_BASIS = Variant(
	"review_date_basis", "A review in several meetings counts on its completion or on its first meeting."
)
_SHORT_BREAKS = Variant("short_breaks", "Reviews of short breaks are left out or counted.")

IND4 = Definition(
	"IND4",
	"Participation of children in their reviews",
	"How children aged 4 and over took part in the reviews {held} in the period, by the participation "
	"code of each review (PN1 to PN7). Children under 4 (PN0) are never counted. A, views conveyed: the "
	"child attended or sent their views, and the views were heard. B, any participation: as A, and "
	"children who attended but conveyed no views. Reviews of short breaks are {short_breaks}.",
	(
		Figure(
			"any",
			"Any participation (B)",
			"reviews with the code PN1 to PN6",
			"reviews {held} in the period of children aged 4 and over (PN1 to PN7)",
		),
		Figure(
			"views",
			"Views conveyed (A)",
			"reviews with the code PN1, PN2, PN3, PN5 or PN6",
			"reviews {held} in the period of children aged 4 and over (PN1 to PN7)",
		),
		Figure(
			"attended",
			"Attended",
			"reviews with the code PN1 to PN4",
			"reviews {held} in the period of children aged 4 and over (PN1 to PN7)",
		),
	),
	Evidence.PRACTICE,
	"Participation codes of the SSDA903 return. Councils commonly publish B; older national figures may "
	"have been A.",
	(Variant("participation", "Which figure is the headline: A or B."), _BASIS, _SHORT_BREAKS),
)  # fmt: skip

IND8 = Definition(
	"IND8",
	"Children seen or spoken to by the IRO before the review",
	"The share of reviews {held} in the period before which the IRO saw or spoke to the child "
	"({spoken_to}), in the {spoken_to_window_working_days} up to the day of the meeting, that day "
	"included. A child observed because of their age counts as seen. Reviews of short breaks are "
	"{short_breaks}.",
	(
		Figure(
			"before",
			"Seen or spoken to before the review",
			"reviews with the child seen or spoken to by the IRO in the {spoken_to_window_working_days} "
			"up to the meeting",
			"reviews {held} in the period",
		),
		Figure(
			"own_iro",
			"Reviews chaired by the child's own IRO",
			"reviews chaired by the child's own IRO",
			"reviews {held} in the period for which the chair is recorded",
		),
	),
	Evidence.PRACTICE,
	"Published by a council in the north of England; the number of days is a default of ours.",
	(
		Variant("spoken_to_window_working_days", "How long before the meeting still counts."),
		Variant("spoken_to", "What counts as seen or spoken to."),
		_BASIS,
		_SHORT_BREAKS,
	),
)  # fmt: skip

_VIEWS = frozenset(
	{Participation.PN1, Participation.PN2, Participation.PN3, Participation.PN5, Participation.PN6}
)
_ATTENDED = frozenset({Participation.PN1, Participation.PN2, Participation.PN3, Participation.PN4})
_COUNTED = {"any": _VIEWS | _ATTENDED, "views": _VIEWS, "attended": _ATTENDED}


def participation(question: Question) -> tuple[Result, ...]:
	"""IND4: the headline that the council chose, then the other two."""
	views_first = question.choices.participation is Participating.VIEWS
	keys = ("views", "any", "attended") if views_first else ("any", "views", "attended")
	tallies = {key: question.tally(IND4, key) for key in keys}
	for case, held in question.held_in_period(*tallies.values()):
		why = _not_counted(case, held)
		for key, tally in tallies.items():
			if why:
				tally.leave_out(case.case_id, why)
			else:
				tally.count(case.case_id, case.participation in _COUNTED[key])
	return tuple(tally.result() for tally in tallies.values())


def seen_before(question: Question) -> tuple[Result, ...]:
	"""IND8, and the reviews chaired by the child's own IRO."""
	before, own = question.tally(IND8, "before"), question.tally(IND8, "own_iro")
	for case, held in question.held_in_period(before, own):
		before.count(case.case_id, _seen(case, case.meeting_on or held, question))
		if case.own_iro is None:
			own.leave_out(case.case_id, "who chaired is not recorded")
		else:
			own.count(case.case_id, case.own_iro)
	return before.result(), own.result()


def _not_counted(case: ReviewCase, held: date) -> str:
	if case.participation is None:
		return "no participation code is recorded"
	four = birthday(case.birth_date, 4) if case.birth_date else None
	if case.participation is Participation.PN0:
		wrong = four is not None and held >= four
		return (
			"coded PN0 although the child was 4 or over"
			if wrong
			else "the child was under 4 at the review (PN0)"
		)
	if four is not None and held < four:
		return f"coded {case.participation} although the child was under 4"
	return ""


def _seen(case: ReviewCase, meeting: date, question: Question) -> bool:
	policy = question.policy
	first = policy.calendar.before(meeting, policy.spoken_to_window_working_days)
	return any(
		one.mode in question.choices.spoken_to and first <= one.on <= meeting for one in case.spoken_to
	)
