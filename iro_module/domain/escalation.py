"""An escalation: what the IRO challenges for a child, to whom it was sent, what was answered and what came of it.

The stages it was sent to, informal and formal, are one record, so that an informal talk leaves its trace. Cafcass
may be referred to at any point, beside any stage (Children Act 1989 s25B(3)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from iro_module.domain.escalation_ladder import Stage


class Outcome(str, Enum):
	"""How an escalation ended."""

	RESOLVED_INFORMALLY = "resolved_informally"
	RESOLVED_AT_STAGE = "resolved_at_stage"
	PARTLY_RESOLVED = "partly_resolved"
	WITHDRAWN = "withdrawn"
	SUPERSEDED = "superseded"
	ESCALATED = "escalated"
	REFERRED_TO_CAFCASS = "referred_to_cafcass"
	NO_RESPONSE = "no_response"


OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
	{
		Outcome.RESOLVED_INFORMALLY: "resolved informally",
		Outcome.RESOLVED_AT_STAGE: "resolved at a formal stage",
		Outcome.PARTLY_RESOLVED: "partly resolved",
		Outcome.WITHDRAWN: "withdrawn",
		Outcome.SUPERSEDED: "overtaken: the child left care or moved",
		Outcome.ESCALATED: "taken further in another way",
		Outcome.REFERRED_TO_CAFCASS: "referred to Cafcass",
		Outcome.NO_RESPONSE: "no response",
	}
)


@dataclass(frozen=True, slots=True)
class Response:
	"""An answer to a stage. Neither accepted nor refused: it awaits the IRO's answer."""

	on: date
	by: str
	accepted_on: date | None = None
	refused_on: date | None = None

	@property
	def awaits_the_iro(self) -> bool:
		"""Whether the IRO has yet to say if the answer is accepted."""
		return self.accepted_on is None and self.refused_on is None


@dataclass(frozen=True, slots=True)
class Sent:
	"""A stage sent to its responder. `stage` as it stood that day: a later ladder moves no clock that runs.

	by_itself: it was sent because the stage below was overdue, where a council has that switched on.
	"""

	stage: Stage
	on: date
	responses: tuple[Response, ...] = ()
	by_itself: bool = False


@dataclass(frozen=True, slots=True)
class CafcassPreparation:
	"""What is asked for before a referral (domain practice, CPPCR reg 45): legal advice, and the child's own view.

	child_not_consulted_because: where the child was not asked, or did not want to be.
	"""

	legal_advice_on: date | None = None
	child_consulted_on: date | None = None
	child_not_consulted_because: str = ""

	def missing(self, on: date) -> tuple[str, ...]:
		"""What a referral on that day lacks, by name; empty where it can go."""
		lacking = []
		if self.legal_advice_on is None or self.legal_advice_on > on:
			lacking.append("legal advice noted")
		consulted = self.child_consulted_on is not None and self.child_consulted_on <= on
		if not consulted and not self.child_not_consulted_because.strip():
			lacking.append("the child consulted, or why not")
		return tuple(lacking)


@dataclass(frozen=True, slots=True)
class CafcassReferral:
	"""The case referred to Cafcass by the IRO. It stops no clock."""

	on: date
	preparation: CafcassPreparation


@dataclass(frozen=True, slots=True)
class Escalation:
	"""One concern that the IRO took up. `themes` by their keys; `sent` and `cafcass` in order of time.

	difference: what changed for the child.
	"""

	name: str
	child_id: str
	raised_by: str
	raised_on: date
	themes: tuple[str, ...] = ()
	sent: tuple[Sent, ...] = ()
	cafcass: tuple[CafcassReferral, ...] = ()
	outcome: Outcome | None = None
	closed_on: date | None = None
	difference: str = ""

	@property
	def last(self) -> Sent | None:
		"""The stage it stands at: the one sent last."""
		return self.sent[-1] if self.sent else None

	@property
	def formal(self) -> bool:
		"""Whether it ever reached a formal stage; an escalation that did not is an informal challenge."""
		return self.first_formal_on is not None

	@property
	def first_formal_on(self) -> date | None:
		"""The day from which the working days in all are counted (IRO Handbook 2010, 6.2)."""
		return next((one.on for one in self.sent if one.stage.counts), None)

	@property
	def stage_reached(self) -> Stage | None:
		"""The highest stage it was sent to."""
		return max((one.stage for one in self.sent), key=lambda stage: stage.number, default=None)

	@property
	def accepted(self) -> tuple[Sent, date] | None:
		"""The stage whose answer the IRO accepted first, and when. Sending a further stage afterwards undoes it."""
		found = [(one, answer.accepted_on) for one, answer in self._standing() if answer.accepted_on]
		return min(found, key=lambda pair: pair[1], default=None)

	@property
	def awaiting(self) -> tuple[Sent, Response] | None:
		"""The stage with an answer that the IRO has neither accepted nor refused. Moving up passes it over."""
		return next(((one, answer) for one, answer in self._standing() if answer.awaits_the_iro), None)

	def _standing(self) -> list[tuple[Sent, Response]]:
		"""The answers that still count: all of the stage sent last, and of earlier ones what came after it."""
		found = []
		for index, one in enumerate(self.sent):
			for answer in one.responses:
				known_on = answer.accepted_on or answer.on
				if index == len(self.sent) - 1 or known_on > self.sent[-1].on:
					found.append((one, answer))
		return found
