"""The children of Wenbury, an invented council. No person of these names and dates is meant."""

from dataclasses import dataclass

NORTH = "Looked After Children North"
SOUTH = "Looked After Children South"
COURT = "Court Team"
PERMANENCE = "Adoption and Permanence"
DISABILITY = "Children with Disabilities"
YOUNG_PEOPLE = "Young People 16+"


@dataclass(frozen=True, slots=True)
class Child:
	"""One child as the council's system describes them; `number` begins every id of theirs."""

	number: str
	first_name: str
	last_name: str
	birth_date: str
	sex: str
	social_worker: str
	team: str
	uasc: bool = False
	disabled: bool = False
	communication_needs: str | None = None
	restricted: bool = False

	@property
	def child_id(self) -> str:
		return f"WB-{self.number}"


CHILDREN = (
	Child("1001", "Mason", "Hartley", "2014-11-23", "M", "SW-014", NORTH),
	Child("1002", "Ellie", "Hartley", "2017-08-02", "F", "SW-014", NORTH),
	Child("1003", "Alfie", "Hartley", "2020-12-09", "M", "SW-014", NORTH),
	Child("1004", "Aaliyah", "Begum", "2011-10-05", "F", "SW-022", SOUTH),
	Child("1005", "Daniel", "Novak", "2009-07-19", "M", "SW-031", YOUNG_PEOPLE),
	Child(
		"1006", "Habtom", "Tesfay", "2009-12-01", "M", "SW-031", YOUNG_PEOPLE, uasc=True,
		communication_needs="Tigrinya interpreter",
	),
	Child(
		"1007", "Karwan", "Rashid", "2008-06-24", "M", "SW-033", YOUNG_PEOPLE, uasc=True,
		communication_needs="Kurdish Sorani interpreter for meetings",
	),
	Child(
		"1008", "Zmaray", "Wardak", "2010-01-01", "M", "SW-033", YOUNG_PEOPLE, uasc=True,
		communication_needs="Pashto interpreter",
	),
	Child("1009", "Poppy", "Lister", "2024-03-17", "F", "SW-041", PERMANENCE),
	Child("1010", "Reuben", "Ashe", "2025-02-11", "M", "SW-041", PERMANENCE),
	Child("1011", "Ivy", "Cartwright", "2022-09-30", "F", "SW-042", PERMANENCE),
	Child("1012", "Theo", "Marlow", "2023-05-05", "M", "SW-042", PERMANENCE),
	Child("1013", "Jayden", "Cole", "2009-09-09", "M", "SW-034", YOUNG_PEOPLE),
	Child(
		"1014", "Samuel", "Whitlock", "2016-04-18", "M", "SW-051", DISABILITY, disabled=True,
		communication_needs="Picture exchange symbols; give time to answer",
	),
	Child(
		"1015", "Amira", "Haddad", "2018-11-12", "F", "SW-051", DISABILITY, disabled=True,
		communication_needs="Makaton signs",
	),
	Child("1016", "Kyle", "Dempsey", "2018-10-21", "M", "SW-061", COURT),
	Child("1017", "Kayla", "Dempsey", "2020-12-30", "F", "SW-061", COURT),
	Child("1018", "Rosie", "Thorne", "2026-05-07", "F", "SW-062", COURT),
	Child("1019", "Connor", "Pike", "2012-02-02", "M", "SW-023", SOUTH),
	Child("1020", "Skye", "Pike", "2013-06-15", "F", "SW-023", SOUTH),
	Child("1021", "Leon", "Asante", "2015-03-27", "M", "SW-062", COURT),
	Child("1022", "Grace", "Mbeki", "2019-01-14", "F", "SW-063", COURT),
	Child("1023", "Tyler", "Brennan", "2010-08-30", "M", "SW-015", NORTH),
	Child("1024", "Jasmine", "Patel", "2014-04-09", "F", "SW-015", NORTH),
	Child("1025", "Noah", "Fielding", "2016-12-19", "M", "SW-024", SOUTH),
	Child("1026", "Isla", "Fielding", "2018-03-03", "F", "SW-024", SOUTH),
	Child("1027", "Ethan", "Rowe", "2008-05-16", "M", "SW-032", YOUNG_PEOPLE),
	Child("1028", "Freya", "Lindqvist", "2013-10-10", "F", "SW-016", NORTH),
	Child("1029", "Oliver", "Grant", "2017-06-06", "M", "SW-016", NORTH),
	Child("1030", "Hannah", "Osei", "2012-12-12", "F", "SW-025", SOUTH),
	Child("1031", "Zara", "Malik", "2016-07-07", "F", "SW-017", NORTH, restricted=True),
	Child("1032", "Harvey", "Sutton", "2011-05-20", "M", "SW-025", SOUTH),
	Child("1033", "Lily-Mae", "Foster", "2021-02-22", "F", "SW-017", NORTH),
	Child("1034", "Jack", "Ellery", "2014-08-08", "M", "SW-026", SOUTH),
	Child("1035", "Aisha", "Warsame", "2012-03-19", "F", "SW-026", SOUTH),
	Child("1036", "Ryan", "Kowalczyk", "2010-11-02", "M", "SW-018", NORTH),
	Child("1037", "Ruby", "Sanderson", "2015-10-28", "F", "SW-018", NORTH),
	Child("1038", "Finley", "Archer", "2019-09-17", "M", "SW-027", SOUTH),
	Child("1039", "Maryam", "Yusuf", "2013-01-30", "F", "SW-027", SOUTH),
	Child("1040", "Toby", "Winters", "2020-06-11", "M", "SW-064", COURT),
	Child("1041", "George", "Pemberton", "2017-11-15", "M", "SW-064", COURT),
	Child("1042", "Nell", "Ferris", "2015-05-05", "F", "SW-019", NORTH),
)  # fmt: skip
"""Forty-two children: brothers and sisters, babies and young people, on every route through care."""

BY_NUMBER = {child.number: child for child in CHILDREN}
