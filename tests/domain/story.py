"""A small language for children's stories: records by date, and the plan that follows."""

from datetime import date

from iro_module.domain.care_events import SECURE_PANEL_TRACK, FactKind, Held, MoveTo, RecordedFact
from iro_module.domain.care_history import CareHistory, history_of
from iro_module.domain.circumstances import Change
from iro_module.domain.intake import StoredRecord
from iro_module.domain.records import (
	LegalStatusHeld,
	PeriodOfCare,
	Placement,
	Record,
	RecordType,
	ReviewHeld,
	from_fields,
	record_name,
)
from iro_module.domain.review_plan import ChildFacts, Plan, PlannedReview, plan
from iro_module.domain.settling import ChangeDecision, Ruling

FEED = "council/records"


def day(text: str) -> date:
	"""A date from `2026-03-20`."""
	return date.fromisoformat(text)


class Story:
	"""One child's records. Every verb returns the story, and adds or replaces one record."""

	def __init__(self, source: str = FEED) -> None:
		self.source = source
		self.records: dict[str, StoredRecord] = {}
		self.desk: list[Held] = []
		self.facts: dict[str, RecordedFact] = {}
		self.decisions: list[ChangeDecision] = []

	def add(
		self, record_id: str, record: Record, recorded_on: str | None = None, source: str | None = None
	) -> "Story":
		source = source or self.source
		name = record_name(source, record.TYPE, record_id)
		self.records[name] = StoredRecord(
			name,
			source,
			record.TYPE,
			record_id,
			1,
			"CH-1",
			record,
			"",
			day(recorded_on) if recorded_on else None,
		)
		return self

	def period(self, start: str, end: str | None = None, record_id: str = "PC", **values: object) -> "Story":
		return self._add(RecordType.PERIOD_OF_CARE, record_id, start_date=start, end_date=end, **values)

	def placed(self, start: str, kind: str, record_id: str | None = None, **values: object) -> "Story":
		values = {"start_date": start, "placement_type": kind, **values}
		return self._add(RecordType.PLACEMENT, record_id or f"PL-{start}", **values)

	def status(self, start: str, code: str, **values: object) -> "Story":
		return self._add(
			RecordType.LEGAL_STATUS, f"LS-{start}", start_date=start, legal_status=code, **values
		)

	def reviewed(self, on: str, **values: object) -> "Story":
		return self._add(RecordType.REVIEW, f"RV-{on}", review_date=on, **values)

	def born(self, on: str) -> "Story":
		return self._add(RecordType.CHILD, "CH-1", birth_date=on)

	def fact(
		self,
		kind: FactKind,
		on: str,
		name: str | None = None,
		*,
		until: str | None = None,
		recorded_on: str | None = None,
		to_parents: bool | None = None,
		move_to: MoveTo | None = None,
	) -> "Story":
		"""A fact recorded of the child, under `name`; without one, under its kind and day."""
		name = name or f"{kind.name}-{on}"
		self.facts[name] = RecordedFact(
			name,
			kind,
			day(on),
			day(until) if until else None,
			day(recorded_on) if recorded_on else None,
			to_parents,
			move_to,
		)
		return self

	def held(
		self,
		on: str,
		*,
		first_meeting: str | None = None,
		considered: tuple[str, ...] = (),
		change_only: bool = False,
	) -> "Story":
		"""A review completed on the desk; `considered` are subjects of changes."""
		first = day(first_meeting) if first_meeting else None
		self.desk.append(Held(day(on), frozenset(considered), change_only, first))
		return self

	def panel(self, on: str) -> "Story":
		"""A panel on secure accommodation."""
		self.desk.append(Held(day(on), track=SECURE_PANEL_TRACK))
		return self

	def decided(
		self, change: Change, ruling: Ruling, on: str, *, review_on: str | None = None, by: str | None = None
	) -> "Story":
		"""The IRO's decision about a change as it stood when the IRO decided."""
		self.decisions.append(
			ChangeDecision(
				change.rule,
				change.subject,
				change.on,
				ruling,
				day(on),
				day(review_on) if review_on else None,
				day(by) if by else None,
				change.aspect,
			)
		)
		return self

	def without(self, record_type: RecordType, record_id: str) -> "Story":
		del self.records[record_name(self.source, record_type, record_id)]
		return self

	def _add(self, record_type: RecordType, record_id: str, **values: object) -> "Story":
		recorded_on = values.pop("recorded_on", None)
		source = values.pop("source", None)
		return self.add(record_id, from_fields(record_type, dict(values)), recorded_on, source)  # type: ignore[arg-type]

	def history(self) -> CareHistory:
		return history_of("CH-1", self.records.values(), self.desk, self.facts.values())

	def plan(self, today: str, iro: bool = True, **more: object) -> Plan:
		facts = ChildFacts(iro_allocated=iro, decisions=tuple(self.decisions))
		return plan(self.history(), facts, day(today), **more)  # type: ignore[arg-type]

	def review(self, today: str) -> PlannedReview:
		(review,) = self.plan(today).reviews
		return review


__all__ = ["FEED", "LegalStatusHeld", "PeriodOfCare", "Placement", "ReviewHeld", "Story", "day"]
