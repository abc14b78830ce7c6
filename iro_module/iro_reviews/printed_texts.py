"""Where people's own words stand in the data of a print, each place under the name that the record gives it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from frappe import _

HEAD = {
	"text": "What was decided",
	"child_text": "In words for the child",
	"owner": "Who is responsible",
	"closed_because": "Why it was closed",
	"permanence_note": "Permanence",
	"judgement": "The reviewing officer's judgement",
}
TABLES = {
	"meetings": ("Meetings", {"covered": "what it covered"}),
	"people": ("Who came", {"who": "who"}),
	"childs_words": ("How the child took part", {"words": "in words"}),
	"agenda": (
		"Agenda",
		{
			"section": "section",
			"childs_view": "child's view",
			"working_well": "what is working",
			"worry": "worry",
			"decision": "decision",
			"not_discussed_because": "not discussed because",
		},
	),
	"looked_at": (
		"Decisions of earlier reviews",
		{"text": "what was decided", "owner": "who", "because": "what became of it"},
	),
	"decisions": (
		"Decisions of this review",
		{"text": "what was decided", "child_text": "in words for the child", "owner": "who"},
	),
	"progress": ("Progress", {"words": "in words"}),
	"addenda": ("Addenda", {"words": "in words"}),
}


class Place(NamedTuple):
	"""One text of a print. holder, key: where in the data it is, to be read or written over."""

	where: str
	holder: dict[str, Any]
	key: str

	@property
	def text(self) -> str:
		return self.holder[self.key] or ""


def places(data: dict[str, Any]) -> Iterator[Place]:
	"""Every text of the data that a person wrote, in the order of the record; empty ones are left out."""
	for key, label in HEAD.items():
		if data.get(key):
			yield Place(_(label), data, key)
	for table, (title, fields) in TABLES.items():
		for number, row in enumerate(data.get(table) or [], start=1):
			which = row.get("section") or row.get("label") or _("row {0}").format(number)
			for key, label in fields.items():
				if row.get(key):
					yield Place(f"{_(title)}, {which}: {_(label)}", row, key)
