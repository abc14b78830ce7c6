"""The people of Wenbury's reviewing service who use the demo site. All invented."""

from dataclasses import dataclass

from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, REVIEWING_OFFICER


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
DATA_OFFICER_PERSON = Person("Priya", "Nair", DATA_OFFICER)

PEOPLE = (MANAGER, *OFFICERS, DATA_OFFICER_PERSON)
