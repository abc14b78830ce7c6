"""The council's own words on prints, in place of ours: `CLA review`, `IRO`, `plan for me`. No translation engine."""

import frappe
from frappe import _

TERMS = {
	"term_review": "review",
	"term_reviewing_officer": "reviewing officer",
	"term_care_plan": "care plan",
}
"""Fields of IRO Settings, each with the word that stands where a council has set none."""


def local_terms() -> dict[str, str]:
	"""The words in force by the field's name without `term_`, as they read within a sentence."""
	kept = frappe.db.get_singles_dict("IRO Settings")
	return {
		field.removeprefix("term_"): (kept.get(field) or "").strip() or _(word)
		for field, word in TERMS.items()
	}


def begun(words: str) -> str:
	"""Words at the beginning of a line, whatever letters follow: `CLA review` stays, `review` is `Review`."""
	return words[:1].upper() + words[1:]
