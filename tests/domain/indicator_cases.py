"""Cases for the indicators written in short: dates as text, and what a figure says of one case in a word."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from iro_module.domain.codes import Participation
from iro_module.domain.indicators.child_cases import CarePeriod, ChildCase, IROCase, MidwayCase, VisitCase
from iro_module.domain.indicators.choices import Choices, Mode
from iro_module.domain.indicators.periods import ReportPeriod, return_year
from iro_module.domain.indicators.question import Facts, Question
from iro_module.domain.indicators.register import counted
from iro_module.domain.indicators.results import Result
from iro_module.domain.indicators.review_cases import DecisionCase, ReviewCase, SpokenTo
from iro_module.domain.indicators.service_cases import (
	Asked,
	ConferenceCase,
	ConsultationCase,
	EscalationCase,
	Medium,
	ProtectionPlanCase,
)
from iro_module.domain.policy import DEFAULT_POLICY, Policy

YEAR = return_year(2027)
"""1 April 2026 to 31 March 2027."""

T = TypeVar("T")


def day(text: str) -> date:
	"""A date from `2026-03-20`."""
	return date.fromisoformat(text)


def dated(kind: type[T], **values: Any) -> T:
	"""A case of that kind; text in fields that end in `_on`, `_by`, `_law`, `_local`, `_from`, `_date` is a date."""
	assert set(values) <= {field.name for field in fields(kind)}  # type: ignore[arg-type]
	endings = ("_on", "_by", "_law", "_local", "_from", "_date")
	return kind(
		**{
			name: day(value) if name.endswith(endings) and isinstance(value, str) else value
			for name, value in values.items()
		}
	)


def review(case_id: str = "R", **values: Any) -> ReviewCase:
	"""A later review, unless it says otherwise. code: PN0 to PN7; spoken: pairs of day and mode."""
	values = {"child_id": "C", "care_id": "P", "sequence": 3, **values}
	if "code" in values:
		values["participation"] = Participation(values.pop("code"))
	if "spoken" in values:
		values["spoken_to"] = tuple(SpokenTo(day(on), mode) for on, mode in values.pop("spoken"))
	return dated(ReviewCase, case_id=case_id, **values)


def care(started_on: str, ended_on: str | None = None, care_id: str = "P", **values: Any) -> CarePeriod:
	return dated(CarePeriod, care_id=care_id, started_on=started_on, ended_on=ended_on, **values)


def child(*periods: CarePeriod, case_id: str = "C", missing: Iterable[str] = (), **values: Any) -> ChildCase:
	return dated(
		ChildCase, case_id=case_id, periods=periods, missing_on=tuple(day(one) for one in missing), **values
	)


def decision(case_id: str = "D", **values: Any) -> DecisionCase:
	return dated(DecisionCase, case_id=case_id, child_id="C", **values)


def midway(case_id: str = "M", **values: Any) -> MidwayCase:
	return dated(MidwayCase, case_id=case_id, child_id="C", **values)


def visit(on: str, mode: Mode = Mode.IN_PERSON, case_id: str = "V") -> VisitCase:
	return VisitCase(case_id, "C", day(on), mode)


def escalation(case_id: str = "E", raised_on: str = "2026-05-01", **values: Any) -> EscalationCase:
	return dated(EscalationCase, case_id=case_id, child_id="C", raised_on=raised_on, **values)


def consultation(case_id: str = "Q", asked: Asked = Asked.CHILD, **values: Any) -> ConsultationCase:
	return dated(ConsultationCase, case_id=case_id, child_id="C", asked=asked, **values)


def conference(case_id: str = "K", initial: bool = False, **values: Any) -> ConferenceCase:
	return dated(ConferenceCase, case_id=case_id, child_id="C", initial=initial, **values)


def protection_plan(started_on: str, ended_on: str | None = None) -> ProtectionPlanCase:
	return dated(ProtectionPlanCase, case_id="PP", child_id="C", started_on=started_on, ended_on=ended_on)


_KINDS: dict[type, str] = {
	ReviewCase: "reviews", ChildCase: "children", DecisionCase: "decisions", MidwayCase: "midways",
	VisitCase: "visits", IROCase: "iros", EscalationCase: "escalations", ConsultationCase: "consultations",
	ConferenceCase: "conferences", ProtectionPlanCase: "plans",
}  # fmt: skip


def facts(*cases: Any) -> Facts:
	"""Facts from cases of any kind."""
	found: dict[str, tuple[Any, ...]] = {}
	for case in cases:
		kind = _KINDS[type(case)]
		found[kind] = (*found.get(kind, ()), case)
	return Facts(**found)


def question(
	*cases: Any,
	period: ReportPeriod = YEAR,
	today: str = "2027-06-01",
	policy: Policy = DEFAULT_POLICY,
	**choices: Any,
) -> Question:
	"""What is asked of those cases: of the year 2026/27, known on 1 June 2027, as shipped but with nothing off."""
	return Question(facts(*cases), period, day(today), policy, Choices(**{"off": frozenset(), **choices}))


def figure(indicator: str, key: str, asked: Question) -> Result:
	"""One figure of an indicator."""
	(found,) = [one for one in counted(indicator, asked) if one.told.figure == key]
	return found


def verdict(result: Result, case_id: str) -> str:
	"""`counted`, `missed`, why it was left out, or `not there`."""
	left_out = {one.case_id: one.why for one in result.excluded}
	if case_id in result.numerator:
		return "counted"
	if case_id in result.denominator:
		return "missed"
	return left_out.get(case_id, "not there")


def period(first: str, last: str) -> ReportPeriod:
	return ReportPeriod(day(first), day(last))


__all__ = ["IROCase", "Medium", "Mode"]
