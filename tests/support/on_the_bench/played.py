"""Runs on the bench: plays steps on one site on days of the past or future; one JSON line in, one out.

Only "today" is another day (`iro_setup.clock.today`, wherever it was imported): messages go through the real ingest,
documents through their real controllers, as the user named. Each step is a transaction of its own.
"""

import datetime
import json
import sys
from typing import Any

import frappe

from iro_module.iro_setup import clock

REAL_TODAY = clock.today
CASE_MODULES = ("IRO Records", "IRO Reviews", "IRO Challenge", "IRO Assurance")


def main() -> None:
	answers, sys.stdout = sys.stdout, sys.stderr  # what the site prints is no answer
	frappe.init(site=sys.argv[1])
	frappe.connect()
	try:
		for line in sys.stdin:
			answers.write(f"{json.dumps(answer(json.loads(line)), default=str)}\n")
			answers.flush()
	finally:
		frappe.destroy()


def answer(step: dict[str, Any]) -> dict[str, Any]:
	"""What a step gave, committed; or by what it was refused, rolled back."""
	frappe.local.message_log = []
	frappe.set_user(step["user"])
	_set_today(datetime.date.fromisoformat(step["today"]))
	try:
		result = STEPS[step["step"]](**step["values"])
		frappe.db.commit()
	except Exception as problem:  # noqa: BLE001 (told to the test, which expects it or fails)
		frappe.db.rollback()
		return {"refused": type(problem).__name__, "says": str(problem)}
	return {"result": result}


def _set_today(day: datetime.date) -> None:
	"""Every module that took `today` from the clock gets the same answer; modules imported later do too."""

	def played_today() -> datetime.date:
		return day

	for module in [one for name, one in sys.modules.items() if name.startswith("iro_module")]:
		if getattr(module, "today", None) in (REAL_TODAY, getattr(_set_today, "last", None)):
			module.today = played_today
	_set_today.last = played_today
	frappe.flags.current_date = day.isoformat()


# --- steps ----------------------------------------------------------------------------------------------------


def ingest(entries: list[dict[str, Any]], notify: bool) -> list[dict[str, Any]]:
	from iro_module.intake.ingesting import ingest

	return ingest(entries, notify=notify)


def night(children: list[str]) -> None:
	"""What the nightly job does, for these children alone."""
	from iro_module.intake import nightly

	nightly.ping(nightly._plan(sorted(children)).told)


def save(doctype: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()
	return doc.as_dict(convert_dates_to_str=True)


def add(doctype: str, values: dict[str, Any]) -> dict[str, Any]:
	doc = frappe.new_doc(doctype)
	doc.update(values)
	doc.insert()
	return doc.as_dict(convert_dates_to_str=True)


def call(method: str, values: dict[str, Any]) -> Any:
	"""A method as a button of the desk calls it."""
	function = frappe.get_attr(method)
	frappe.is_whitelisted(function)
	return frappe.call(function, **values)


def rows(doctype: str, filters: dict[str, Any], fields: list[str]) -> list[dict[str, Any]]:
	"""As the user sees them in a list; Administrator sees all."""
	return frappe.get_list(
		doctype, filters=filters, fields=fields, order_by="creation, name", limit_page_length=0
	)


def get(doctype: str, name: str) -> dict[str, Any]:
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc.as_dict(convert_dates_to_str=True)


def run(code: str, values: dict[str, Any]) -> Any:
	names: dict[str, Any] = {"frappe": frappe, "result": None, **values}
	exec(compile(code, "<code of the story>", "exec"), names)  # noqa: S102 - the test's own code
	return names["result"]


def person(email: str, roles: list[str]) -> None:
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0], "send_welcome_email": 0})
		user.insert(ignore_permissions=True)
		user.add_roles(*roles)


def forget(children: list[str]) -> None:
	"""Take the story's children off the site again, so that no other test meets them."""
	if not children:
		return
	for doctype in frappe.get_all(
		"DocType", filters={"module": ("in", CASE_MODULES), "istable": 0}, pluck="name"
	):
		if frappe.get_meta(doctype).has_field("child"):
			_delete(doctype, frappe.get_all(doctype, filters={"child": ("in", children)}, pluck="name"))
	ids = frappe.get_all("Looked After Child", filters={"name": ("in", children)}, pluck="child_id")
	for doctype in ("Record Message", "Record Message Payload"):
		_delete(doctype, frappe.get_all(doctype, filters={"child_id": ("in", ids)}, pluck="name"))
	_delete("Looked After Child", children)


def _delete(doctype: str, names: list[str]) -> None:
	if not names:
		return
	for table in (field.options for field in frappe.get_meta(doctype).get_table_fields()):
		frappe.db.delete(table, {"parent": ("in", names), "parenttype": doctype})
	for of_documents in ("Version", "View Log", "Comment", "Notification Log", "ToDo"):
		column = {"Version": "docname", "Notification Log": "document_name"}.get(
			of_documents, "reference_name"
		)
		frappe.db.delete(of_documents, {column: ("in", names)})
	frappe.db.delete(doctype, {"name": ("in", names)})


STEPS = {one.__name__: one for one in (ingest, night, save, add, call, rows, get, run, person, forget)}

if __name__ == "__main__":
	main()
