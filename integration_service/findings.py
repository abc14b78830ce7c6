"""What `iro-sync check` finds: one thing that was looked at, whether it is in order, and what to do."""

from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
	"""How a check ended; the value is the exit code it asks for."""

	FINE = 0
	WRONG = 2
	UNREACHABLE = 3


@dataclass(frozen=True, slots=True)
class Finding:
	"""One thing that was looked at. `advice`: what to do, where something is wrong."""

	about: str
	state: State
	found: str
	advice: str | None = None
