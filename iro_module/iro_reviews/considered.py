"""Which changes a review looked at before they happened: what the law asks for before a planned move.

Kept are the names by which the rules tell changes apart (`domain.care_events.considered_as`); from before that a
review may name a record, which stands for every change that the record shows.
"""

import json
from typing import TYPE_CHECKING

import frappe
from frappe import _

from iro_module.domain.care_events import considered_as

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview


def check(review: "IROReview") -> None:
	"""Keep the record names that belong to changes of this child, and show what they are."""
	names = considered_names(review.considered_changes)
	known = _descriptions(review.child, names)
	review.considered_changes = json.dumps([name for name in names if name in known])
	review.considered_readable = "\n".join(known[name] for name in names if name in known)


def considered_names(kept: str | list | None) -> list[str]:
	"""The record names kept on a review, each once, in the order in which they were chosen."""
	if isinstance(kept, str):
		try:
			kept = json.loads(kept or "[]")
		except ValueError:
			frappe.throw(_("Changes considered: choose them from the list."))
	if not isinstance(kept or [], list):
		frappe.throw(_("Changes considered: choose them from the list."))
	return list(dict.fromkeys(str(name) for name in kept or []))


def _descriptions(child: str, names: list[str]) -> dict[str, str]:
	"""Name → what changed, for the child's own changes; the name of a record stands for all that it shows."""
	if not names:
		return {}
	rows = frappe.get_all(
		"Change of Circumstances",
		filters={"child": child, "subject": ("in", [name.split("/")[0] for name in names])},
		fields=["subject", "aspect", "description"],
		order_by="happened_on",
	)
	found: dict[str, list[str]] = {}
	for row in rows:
		for name in (row.subject, considered_as(row.subject, row.aspect or "")):
			found.setdefault(name, []).append(row.description)
	return {name: "; ".join(described) for name, described in found.items()}
