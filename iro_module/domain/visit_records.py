"""What a record of a social worker's visit must say (CPPCR reg 29): the child seen, and alone or why not."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class NotAlone(str, Enum):
	"""Why the child was not spoken to in private (CPPCR reg 29)."""

	REFUSED = "refused"
	INAPPROPRIATE = "inappropriate"
	UNABLE = "unable"


NOT_ALONE_WORDS = {
	NotAlone.REFUSED: "the child, of sufficient understanding, refused",
	NotAlone.INAPPROPRIATE: "it was not appropriate, given the child's age and understanding",
	NotAlone.UNABLE: "it was not possible",
}


@dataclass(frozen=True, slots=True)
class VisitRecord:
	"""A visit as recorded. None where nothing was said. not_seen_because: where the child was not there."""

	on: date | None = None
	seen: bool | None = None
	alone: bool | None = None
	not_alone: NotAlone | None = None
	not_seen_because: str = ""


def missing_from(visit: VisitRecord) -> tuple[str, ...]:
	"""What the record of a visit does not say, by name; empty where it is complete."""
	missing = [] if visit.on else ["date of the visit"]
	if visit.seen is None:
		missing.append("whether the child was seen")
	elif not visit.seen:
		missing += [] if visit.not_seen_because.strip() else ["why the child was not seen"]
	elif visit.alone is None:
		missing.append("whether the child was spoken to alone")
	elif not visit.alone and visit.not_alone is None:
		missing.append("why the child was not spoken to alone")
	return tuple(missing)
