"""Children for each reviewing officer, against the range for a full-time post. For the IRO Manager, by name."""

from typing import Any

import frappe
from frappe import _

from iro_module.iro_records.caseload import caseloads
from iro_module.iro_setup.roles import IRO_MANAGER


def execute(filters: Any = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Columns and rows; one row for each reviewing officer, in order of name."""
	frappe.only_for(IRO_MANAGER)
	return _columns(), [one.shown() for one in caseloads()]


def _columns() -> list[dict[str, Any]]:
	columns = [
		("name", _("Reviewing officer"), "Data", 170),
		("children", _("Children"), "Int", 95),
		("full_time", _("Full time"), "Float", 85),
		("per_full_time", _("For a full-time post"), "Float", 150),
		("against", _("Against the range"), "Data", 150),
		("takes_new_children", _("Takes new"), "Check", 105),
		("away", _("Away today"), "Data", 190),
		("covers", _("Covers today for"), "Data", 140),
		("covered_children", _("Covered children"), "Int", 145),
	]
	return [
		{
			"fieldname": fieldname,
			"label": label,
			"fieldtype": fieldtype,
			"width": width,
			"align": "left" if fieldtype == "Data" else "right",
			**({"precision": "2" if fieldname == "full_time" else "1"} if fieldtype == "Float" else {}),
		}
		for fieldname, label, fieldtype, width in columns
	]
