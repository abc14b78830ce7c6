"""What an invented child's life consists of."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from iro_module.domain.records import LegalStatusHeld, PeriodOfCare, Placement, ReviewHeld


@dataclass
class Life:
	"""What happened in one period of care, each record with its id."""

	name: str
	period: PeriodOfCare
	placements: list[tuple[str, Placement]] = field(default_factory=list)
	statuses: list[tuple[str, LegalStatusHeld]] = field(default_factory=list)
	reviews: list[tuple[str, ReviewHeld]] = field(default_factory=list)
	placements_named: int = 0


def some_days(rng: Random, *choices: int) -> timedelta:
	"""About as many days as one of those, at least one."""
	return timedelta(days=max(1, rng.choice(choices) + rng.randrange(-3, 4)))
