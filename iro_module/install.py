"""Installation and migration: a list of steps, each of which may run again at any time and then changes nothing."""

import click
import frappe
from frappe import _

from iro_module.exceptions import UnsupportedFrappe
from iro_module.iro_challenge.themes import make_themes
from iro_module.iro_reviews import titles
from iro_module.iro_setup import health
from iro_module.iro_setup.agenda import make_agenda, make_lateness_reasons
from iro_module.iro_setup.consultation_forms import make_consultation_forms
from iro_module.iro_setup.limits import make_limits
from iro_module.iro_setup.roles import DESK_ROLES, ROLES
from iro_module.iro_setup.stages import make_stages
from iro_module.iro_setup.trigger_rules import make_trigger_rules
from iro_module.workspace_blocks import make_blocks

VERSIONS = (15, 16)
WIDE_LISTS = {
	"Looked After Child": "6",
	"IRO Review": "6",
	"IRO Prompt": "5",
	"Review Decision": "6",
	"Review Postponement": "6",
	"Change of Circumstances": "5",
	"Midway Review": "6",
	"IRO Visit": "6",
	"IRO Private Note": "5",
	"Review Consultation": "6",
	"Letter to Child": "5",
	"IRO Escalation": "6",
	"Practice Commendation": "5",
	"Practice Audit": "6",
	"Child Protection Conference": "6",
	"Record Message": "5",
	"Child Relationship": "5",
	"IRO Allocation": "6",
	"IRO Absence": "6",
	"Review Trigger Rule": "6",
	"Review Limit": "6",
}
"""How many columns a list shows."""


def before_install() -> None:
	"""Refuse a platform that the app does not run on, before anything is written."""
	check_frappe_version()


def after_install() -> None:
	"""Everything that is data, then what the administrator has to put right."""
	make_everything()
	health.report()


def after_migrate() -> None:
	"""The same steps: what a new release adds is made, what a council has changed stays."""
	make_everything()


def make_everything() -> None:
	"""Roles, the rows that councils set or start with, settings, the widths of lists, the blocks of the workspace,
	and the children's names where a doctype has come to carry them."""
	make_roles()
	make_trigger_rules()
	make_limits()
	make_agenda()
	make_lateness_reasons()
	make_stages()
	make_themes()
	make_consultation_forms()
	make_settings()
	make_list_settings()
	make_blocks()
	titles.refresh_all()


def check_frappe_version() -> None:
	"""Raises UnsupportedFrappe with what to do."""
	major = int(frappe.__version__.split(".")[0])
	if major not in VERSIONS:
		message = _(
			"Independent Reviewing runs on Frappe {0} and {1}; this is {2}. Move the bench to one of them first."
		)
		text = message.format(*VERSIONS, frappe.__version__)
		click.secho(text, fg="red")
		raise UnsupportedFrappe(text)


def make_roles() -> None:
	"""The roles that are missing. One that exists keeps what an administrator has set on it."""
	for name in ROLES:
		if not frappe.db.exists("Role", name):
			role = frappe.new_doc("Role")
			role.update({"role_name": name, "desk_access": int(name in DESK_ROLES)})
			role.insert(ignore_permissions=True)


def make_settings() -> None:
	"""Write the defaults of settings that have no value yet, so that they hold before anybody opens the form."""
	stored = frappe.db.get_singles_dict("IRO Settings")
	if not stored:
		frappe.get_doc("IRO Settings").save(ignore_permissions=True)
		return
	for field in frappe.get_meta("IRO Settings").fields:
		if field.default is not None and field.fieldname not in stored:
			frappe.db.set_single_value("IRO Settings", field.fieldname, field.default, update_modified=False)


def make_list_settings() -> None:
	"""Room for the dates that matter on a laptop's screen; Frappe shows two fields there otherwise."""
	for doctype in WIDE_LISTS:
		if not frappe.db.exists("List View Settings", doctype):
			settings = frappe.new_doc("List View Settings")
			settings.update({"name": doctype, "total_fields": WIDE_LISTS[doctype]})
			settings.insert(ignore_permissions=True, set_name=doctype)
