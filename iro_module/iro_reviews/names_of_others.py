"""Names of brothers and sisters in what is printed or sent of a review: found, shown to a person, and decided about.

Nothing is taken out or left in silently. Whoever acts for the child says of each name whether it may stay or is left
out of prints; who said so and when is kept with the review, and a text that changes is asked about again. Of a
choice the record keeps no name: only a fingerprint of name and text.
"""

import json
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from iro_module.domain.names_in_text import names_in, parts_of, passage, without
from iro_module.domain.records import digest
from iro_module.domain.wording import in_words, listed
from iro_module.exceptions import NamesNotLookedAt
from iro_module.iro_records.acting import full_name, refuse_unless_acting
from iro_module.iro_records.relationships import siblings_of
from iro_module.iro_reviews import print_data
from iro_module.iro_reviews.printed_texts import places
from iro_module.iro_setup.child_lock import lock_children

if TYPE_CHECKING:
	from iro_module.iro_reviews.doctype.iro_review.iro_review import IROReview

MAY_STAY, LEAVE_OUT = "may stay", "leave out"
CHOICES = (MAY_STAY, LEAVE_OUT)
FIELD = "names_of_others"


def names_for(child: str, review: str) -> list[str]:
	"""First and last names of brothers and sisters, by relationship or joint booking, but for those the child bears."""
	joint = frappe.db.get_value("IRO Review", review, "joint_booking")
	booked = frappe.get_all("Joint Booking Child", filters={"parent": joint}, pluck="child") if joint else []
	found = names_of_children({*siblings_of(child), *booked} - {child})
	return sorted(found - names_of_children({child}))


def names_of_children(children: set[str]) -> set[str]:
	"""Every word of the children's first and last names."""
	rows = frappe.get_all(
		"Looked After Child", filters={"name": ("in", [*children, ""])}, fields=["first_name", "last_name"]
	)
	return {part for row in rows for name in (row.first_name, row.last_name) for part in parts_of(name or "")}


def standing(data: dict[str, Any], review: str, child: str) -> list[dict[str, Any]]:
	"""Where names stand in the data of a print, each with what was decided about it, if anything was."""
	names, kept = names_for(child, review), _kept(review)
	found = {}
	for place in places(data) if names else ():
		for name in names_in(place.text, names):
			of = _fingerprint(name, place.text)
			row = {"of": of, "where": place.where, "name": name, "passage": passage(place.text, name)}
			found.setdefault(of, {**row, **_said(kept.get(of))})
	return list(found.values())


def left_out(data: dict[str, Any], review: str, child: str) -> dict[str, Any]:
	"""The data of a print without the names that were to be left out."""
	names, kept = names_for(child, review), _kept(review)
	for place in places(data) if names else ():
		before = text = place.text
		for name in names_in(before, names):
			if kept.get(_fingerprint(name, before), {}).get("choice") == LEAVE_OUT:
				text = without(text, name, _("[a brother or sister]"))
		place.holder[place.key] = text
	return data


def of_review(review: "IROReview") -> list[dict[str, Any]]:
	"""Where names stand in the record of a review, and in what became of its decisions."""
	found = standing(print_data.review_record(review), review.name, review.child)
	known = {row["of"] for row in found}
	for decision in frappe.get_all("Review Decision", filters={"review": review.name}, pluck="name"):
		for row in of_decision(frappe.get_doc("Review Decision", decision)):
			if row["of"] not in known:
				known.add(row["of"])
				found.append(row)
	return found


def of_decision(decision: Any) -> list[dict[str, Any]]:
	"""Where names stand in one decision, its progress and its closing."""
	return standing(print_data.one_decision(decision), decision.review, decision.child)


def refuse_undecided(found: list[dict[str, Any]]) -> None:
	"""Raises NamesNotLookedAt, saying where, while a name waits for somebody to say whether it may stay."""
	waiting = [f"{row['name']} ({row['where']})" for row in found if not row["choice"]]
	if waiting:
		frappe.throw(
			_(
				"The text names brothers or sisters: {0}. Write it without the names, or open the review and choose "
				"Names of brothers and sisters: the child's reviewing officer says whether they may stay."
			).format(frappe.utils.escape_html(listed(waiting))),
			NamesNotLookedAt,
		)


def check_before_sending(review: "IROReview", fields: tuple[str, ...]) -> None:
	"""A day of sending that is new to the record, of the review or of a recipient, waits until names are looked at."""
	stored = review.get_doc_before_save()
	told = sum(bool(row.sent_on) for row in review.recipients)
	told_before = sum(bool(row.sent_on) for row in stored.recipients) if stored else 0
	if told > told_before or any(review.get(one) and not review.was(one) for one in fields):
		refuse_undecided(of_review(review))


def keep_choices(review: "IROReview") -> None:
	"""Choices are written by `decide` alone, whatever a form says."""
	if not review.flags.names_decided:
		review.keep_as_stored((FIELD,))


@frappe.whitelist()
def in_review(review: str) -> list[dict[str, Any]]:
	"""For the review's form: each place with a name, the words around it and the choice; for who acts for the child."""
	doc = frappe.get_doc("IRO Review", review)
	doc.check_permission("read")
	refuse_unless_acting(doc.child)
	return of_review(doc)


@frappe.whitelist(methods=["POST"])
def decide(review: str, choices: str | dict[str, str]) -> None:
	"""Keep what was chosen, by fingerprint; only for what stands in the text now. Raises NotActingForChild."""
	asked = frappe.get_doc("IRO Review", review)
	asked.check_permission("write")
	refuse_unless_acting(asked.child)
	lock_children([asked.child])
	doc = frappe.get_doc("IRO Review", review, for_update=True)
	kept = _kept(review)
	given = frappe.parse_json(choices)
	for row in of_review(doc):
		choice = given.get(row["of"])
		if choice in CHOICES and choice != row["choice"]:
			signed = {"by": frappe.session.user, "at": str(now_datetime())}
			kept[row["of"]] = {"where": row["where"], "choice": choice, **signed}
	doc.set(FIELD, json.dumps(kept, sort_keys=True))
	doc.flags.names_decided = True
	doc.save()


def _kept(review: str) -> dict[str, dict[str, str]]:
	return json.loads(frappe.db.get_value("IRO Review", review, FIELD) or "{}")


def _fingerprint(name: str, text: str) -> str:
	return digest("name in text", name.casefold(), text)


def _said(choice: dict[str, str] | None) -> dict[str, Any]:
	if not choice:
		return {"choice": None, "by": "", "on": ""}
	return {
		"choice": choice["choice"],
		"by": full_name(choice["by"]),
		"on": in_words(getdate(choice["at"])),
	}
