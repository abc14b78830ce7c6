"""What is recorded of a child's part in a review: the evidence on which the participation code rests.

The ways of taking part are those that the SSDA903 guidance tells apart (REVIEW_CODE).
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from iro_module.domain.codes import Participation
from iro_module.domain.wording import in_words, listed


class Attendance(str, Enum):
	"""Whether the child was there; a child who joins by video or phone attends."""

	THROUGHOUT = "throughout"
	PART = "part"
	ABSENT = "absent"


class Speaker(str, Enum):
	"""Who speaks for a child; the value is how a sentence names them."""

	ADVOCATE = "an advocate"
	IRO = "the IRO"


class Medium(str, Enum):
	"""How views reached a review without the child; the value is how a sentence names it."""

	TEXT = "by text message"
	WRITING = "in writing"
	PHONE = "by phone"
	AUDIO = "by voice recording"
	VIDEO = "by video"
	APP = "through an app"


@dataclass(frozen=True, slots=True)
class Evidence:
	"""One child's part in one review. What is not recorded is unknown; it is never read as "no".

	attendance: None where not recorded. spoke: for themselves, in the meeting. spoken_for_by: who spoke for them there.
	symbols: conveyed views there by symbols or otherwise without words. briefed: whom the child asked beforehand to
	speak for them. media: how views were sent. nothing_conveyed: a person recorded that no views were conveyed.
	"""

	review_date: date
	birth_date: date | None
	attendance: Attendance | None = None
	spoke: bool = False
	spoken_for_by: tuple[Speaker, ...] = ()
	symbols: bool = False
	briefed: tuple[Speaker, ...] = ()
	media: tuple[Medium, ...] = ()
	nothing_conveyed: bool = False


@dataclass(frozen=True, slots=True)
class Way:
	"""A way of taking part that the evidence shows: the code it stands for, and the fact in words."""

	code: Participation
	words: str


def attended(evidence: Evidence) -> str:
	"""Whether the child attended, in words that follow "the child"."""
	return {
		None: "is not recorded as present or absent",
		Attendance.ABSENT: "did not attend",
		Attendance.PART: "attended for part of the review",
		Attendance.THROUGHOUT: "attended",
	}[evidence.attendance]


def ways(evidence: Evidence) -> tuple[Way, ...]:
	"""The ways of taking part that the evidence shows, for a child of 4 or older.

	In the order in which they are suggested: the child's own voice before another's, a person before a medium.
	"""
	if evidence.attendance is None:
		return ()
	absent = evidence.attendance is Attendance.ABSENT
	found = _sent(evidence) if absent else _in_the_meeting(evidence)
	if not found and evidence.nothing_conveyed:
		found = [Way(Participation.PN7 if absent else Participation.PN4, "conveyed no views")]
	return tuple(found)


def conflicts(evidence: Evidence) -> tuple[str, ...]:
	"""Where the evidence contradicts itself, in words; a person has to correct it."""
	in_the_meeting = evidence.spoke or evidence.symbols
	views = in_the_meeting or evidence.spoken_for_by or evidence.briefed or evidence.media
	found = []
	if evidence.attendance is Attendance.ABSENT and in_the_meeting:
		found.append("the child is recorded as absent, and as having conveyed views in the meeting")
	if evidence.nothing_conveyed and views:
		found.append("views are recorded, and so is that none were conveyed")
	if evidence.birth_date and evidence.birth_date > evidence.review_date:
		found.append(f"the birth date lies after the review of {in_words(evidence.review_date)}")
	return tuple(found)


def missing(evidence: Evidence) -> str:
	"""What to record, where the evidence shows no way of taking part."""
	if evidence.attendance is None:
		return "record whether the child attended"
	if evidence.spoken_for_by:
		return (
			f"{_names(evidence.spoken_for_by)} spoke for the child; record whether the child had briefed them"
		)
	if evidence.briefed or evidence.media:
		return "views were given beforehand; record who put them forward in the meeting, or confirm PN4 if nobody did"
	return "record how views were conveyed, or that none were"


def _in_the_meeting(evidence: Evidence) -> list[Way]:
	found = [Way(Participation.PN1, "spoke for themselves")] if evidence.spoke else []
	if evidence.spoken_for_by:
		found.append(Way(Participation.PN2, f"had {_names(evidence.spoken_for_by)} speak for them"))
	if evidence.symbols:
		found.append(Way(Participation.PN3, "conveyed views by symbols or otherwise without words"))
	return found


def _sent(evidence: Evidence) -> list[Way]:
	found = []
	if evidence.briefed:
		found.append(Way(Participation.PN5, f"briefed {_names(evidence.briefed)} to speak for them"))
	if evidence.media:
		found.append(Way(Participation.PN6, f"conveyed views {_names(evidence.media)}"))
	return found


def _names(values: tuple[Speaker, ...] | tuple[Medium, ...]) -> str:
	return listed([one.value for one in values])
