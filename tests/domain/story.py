"""A small language for children's stories: records by date, and the plan that follows."""

from datetime import date

from iro_module.domain.care_events import Held
from iro_module.domain.care_history import CareHistory, history_of
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

	def without(self, record_type: RecordType, record_id: str) -> "Story":
		del self.records[record_name(self.source, record_type, record_id)]
		return self

	def _add(self, record_type: RecordType, record_id: str, **values: object) -> "Story":
		recorded_on = values.pop("recorded_on", None)
		source = values.pop("source", None)
		return self.add(record_id, from_fields(record_type, dict(values)), recorded_on, source)  # type: ignore[arg-type]

	def history(self) -> CareHistory:
		return history_of("CH-1", self.records.values(), self.desk)

	def plan(self, today: str, iro: bool = True, **more: object) -> Plan:
		return plan(self.history(), ChildFacts(iro_allocated=iro), day(today), **more)  # type: ignore[arg-type]

	def review(self, today: str) -> PlannedReview:
		(review,) = self.plan(today).reviews
		return review


__all__ = ["FEED", "LegalStatusHeld", "PeriodOfCare", "Placement", "ReviewHeld", "Story", "day"]
