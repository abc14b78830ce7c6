"""The people of Wenbury's reviewing service who use the demo site. All invented."""

from dataclasses import dataclass

from iro_module.demo.cast import COURT, DISABILITY, NORTH, PERMANENCE, SOUTH, YOUNG_PEOPLE
from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	QUALITY_ASSURANCE,
	REVIEW_ADMINISTRATOR,
	REVIEWING_OFFICER,
	SENIOR_MANAGER,
	SOCIAL_WORK_MANAGER,
	SOCIAL_WORKER,
	SYSTEM_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Person:
	"""One user of the demo site. staff_id: the id under which the council's records know the person."""

	first_name: str
	last_name: str
	role: str
	staff_id: str | None = None

	@property
	def email(self) -> str:
		return f"{self.first_name}.{self.last_name}@wenbury.example".lower()


MANAGER = Person("Ruth", "Adeyemi", IRO_MANAGER)
OFFICERS = (
	Person("Grace", "Okoro", REVIEWING_OFFICER),
	Person("Tom", "Whitcombe", REVIEWING_OFFICER, staff_id="SW-014"),
)
"""Tom was a social worker before; the records still name him for three children, who cannot be his."""
ADMINISTRATOR = Person("Joan", "Petrie", REVIEW_ADMINISTRATOR)
SOCIAL_WORKER_PERSON = Person("Meera", "Iyer", SOCIAL_WORKER, staff_id="SW-015")
TEAM_MANAGER = Person("Alan", "Brodie", SOCIAL_WORK_MANAGER)
SERVICE_MANAGER = Person("Denise", "Achebe", SOCIAL_WORK_MANAGER)
SENIOR = Person("Helen", "Marchetti", SENIOR_MANAGER)
AUDITOR = Person("Owen", "Lacey", QUALITY_ASSURANCE)
SYSTEM_PERSON = Person("Sanjay", "Rao", SYSTEM_ADMINISTRATOR)
DATA_OFFICER_PERSON = Person("Priya", "Nair", DATA_OFFICER)

PEOPLE = (
	MANAGER,
	*OFFICERS,
	ADMINISTRATOR,
	SOCIAL_WORKER_PERSON,
	TEAM_MANAGER,
	SERVICE_MANAGER,
	SENIOR,
	AUDITOR,
	SYSTEM_PERSON,
	DATA_OFFICER_PERSON,
)
"""One log-in for each role; two managers of social workers, of a team and of the service above it."""

SERVICE = "Children's Social Care"
TEAMS: dict[str, Person | None] = {
	NORTH: TEAM_MANAGER,
	SOUTH: None,
	COURT: None,
	PERMANENCE: None,
	DISABILITY: None,
	YOUNG_PEOPLE: None,
}
"""The teams under the service, by the name that the records give them, and who manages each."""
