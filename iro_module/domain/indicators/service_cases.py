"""The facts of escalations, consultations and child protection conferences that the indicators need."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Asked(str, Enum):
	"""Whose views are asked for before a review."""

	CHILD = "child"
	PARENT = "parent"
	CARER = "carer"
	OTHER = "other"


class Medium(str, Enum):
	"""How views came back; the value is its name in a figure. MOMO is Mind Of My Own, its two tools counted apart."""

	LINK = "link"
	PAPER = "paper"
	SMILEY = "smiley"
	MOMO_ONE = "momo_one"
	MOMO_EXPRESS = "momo_express"
	LETTER = "letter"
	VOICE = "voice"
	DRAWING = "drawing"
	MESSAGE = "message"
	CONVERSATION = "conversation"
	OTHER = "other"

	@property
	def words(self) -> str:
		"""How a reader knows it."""
		return _MEDIUM_WORDS.get(self.value, self.value)


_MEDIUM_WORDS = {
	"link": "form by private link",
	"paper": "form on paper",
	"smiley": "smiley-face form",
	"momo_one": "MOMO One",
	"momo_express": "MOMO Express",
	"voice": "voice note or video",
	"message": "text or e-mail",
	"conversation": "record of a conversation",
	"other": "another way",
}


@dataclass(frozen=True, slots=True)
class EscalationCase:
	"""One concern that the IRO took up, from the informal talk to its end.

	formal_on: first sent to a formal stage; None while it is informal. settled_on: the IRO accepted an answer.
	dropped_on: withdrawn, or overtaken since the child left care or moved.
	stage: the highest reached, in the council's words.
	"""

	case_id: str
	child_id: str
	raised_on: date
	formal_on: date | None = None
	settled_on: date | None = None
	dropped_on: date | None = None
	stage: str | None = None
	themes: tuple[str, ...] = ()
	outcome: str | None = None
	cafcass_on: date | None = None
	team: str | None = None


@dataclass(frozen=True, slots=True)
class ConsultationCase:
	"""Views asked for before a review, or sent unasked (`sent_on` None). wanted_by: the day of the review."""

	case_id: str
	child_id: str
	asked: Asked
	medium: Medium | None = None
	sent_on: date | None = None
	returned_on: date | None = None
	wanted_by: date | None = None
	team: str | None = None


@dataclass(frozen=True, slots=True)
class ConferenceCase:
	"""One child's conference, held or not.

	due_on: by the national timescale, where there is none by the council's, as it follows from today's records.
	initial: an ICPC, else an RCPC. plan_id: the protection plan it reviews; plan_ended_on: the day that plan ended.
	"""

	case_id: str
	child_id: str
	initial: bool
	plan_id: str | None = None
	due_on: date | None = None
	held_on: date | None = None
	plan_ended_on: date | None = None
	team: str | None = None


@dataclass(frozen=True, slots=True)
class ProtectionPlanCase:
	"""One child's protection plan, from the conference that made it."""

	case_id: str
	child_id: str
	started_on: date
	ended_on: date | None = None
	team: str | None = None
