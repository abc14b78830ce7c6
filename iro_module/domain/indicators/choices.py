"""What councils count differently: switches with defaults of ours. Limits in days and months are in the policy."""

from dataclasses import dataclass
from enum import Enum


class Mode(str, Enum):
	"""How the IRO was with a child; the value is how a sentence names it."""

	IN_PERSON = "in person"
	VIDEO = "by video"
	PHONE = "by phone"
	OBSERVATION = "by observation"
	MESSAGE = "by message"


class Placing(str, Enum):
	"""The period to which a due review belongs.

	HELD_OR_DUE: that in which it was held in time, else that in which its date passed. DUE: that in which its date
	lies, whenever it was held. Either way each review belongs to one period, and once it has settled to no other.
	"""

	HELD_OR_DUE = "held or due"
	DUE = "due"


class Participating(str, Enum):
	"""Which participation figure comes first: A, views conveyed; or B, any participation."""

	VIEWS = "A"
	ANY = "B"


@dataclass(frozen=True, slots=True)
class Choices:
	"""How one council counts.

	off: indicators that are not shown; IND1 until its definition is verified.
	placing: see Placing. participation: the headline of IND4, the others stand beside it.
	short_breaks: count children who have short breaks only (V3, V4), and their reviews, with the others.
	settled_working_days: looked after at least so long to be counted in IND1.
	plan_open_months: on a protection plan at least so long to be counted in IND5.
	whole_plan: IND5 looks at every review of a plan since its start, else only at those of the period.
	spoken_to: what counts as seen or spoken to (IND8). visited: what counts as an IRO visit (IND10).
	"""

	off: frozenset[str] = frozenset({"IND1"})
	placing: Placing = Placing.HELD_OR_DUE
	participation: Participating = Participating.ANY
	short_breaks: bool = False
	settled_working_days: int = 20
	plan_open_months: int = 3
	whole_plan: bool = True
	spoken_to: frozenset[Mode] = frozenset({Mode.IN_PERSON, Mode.VIDEO, Mode.PHONE, Mode.OBSERVATION})
	visited: frozenset[Mode] = frozenset({Mode.IN_PERSON, Mode.OBSERVATION})


DEFAULT_CHOICES = Choices()
"""As councils commonly count."""
