"""Installing, migrating and uninstalling on a real site: nothing is overwritten, nothing stays behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iro_module.domain.limits import LIMITS
from iro_module.domain.policy import DEFAULT_RULES
from iro_module.iro_setup.roles import ROLES
from tests.support.desk import Desk
from tests.support.platform import TestPlatform

pytestmark = [pytest.mark.platform, pytest.mark.slow]

COUNTS = """
result = {table: frappe.db.sql(f"SELECT count(*) FROM `{table}`")[0][0] for table in frappe.db.sql("SHOW TABLES", pluck=True)}
"""
CHECKSUMS = """
tables = [
	"tabRole", "tabHas Role", "tabReview Trigger Rule", "tabReview Limit", "tabCustom HTML Block", "tabNumber Card", "tabWorkspace",
	"tabList View Settings", "tabDocField", "tabDocPerm", "tabCustom DocPerm", "tabProperty Setter",
]
result = {row[0]: row[1] for table in tables for row in frappe.db.sql(f"CHECKSUM TABLE `{table}`")}
result["versions"] = frappe.db.count("Version", {"ref_doctype": ("!=", "Installed Applications")})
result["settings"] = frappe.db.get_singles_dict("IRO Settings")
"""
# What people and administrators do with the app: each leaves rows in a table of Frappe's own.
USE = """
import frappe.permissions
review = frappe.get_doc("IRO Review", frappe.get_all("IRO Review", {"status": "Planned"}, pluck="name", limit=1)[0])
review.add_comment("Comment", "Spoke to the carer")
review.add_viewed()
review.booked_on, review.status = frappe.utils.nowdate(), "Booked"
review.save()
limit = frappe.get_doc("Review Limit", "consultation_days")
limit.value = 21
limit.save()
limit.add_comment("Comment", "As the service agreed")
about = {"reference_type": "IRO Review", "reference_name": review.name}
rows = [
	{"doctype": "File", "file_name": "notes.txt", "content": "notes", "is_private": 1,
		"attached_to_doctype": "IRO Review", "attached_to_name": review.name},
	{"doctype": "ToDo", "description": "Ring the school", "allocated_to": "Administrator", **about},
	{"doctype": "Communication", "communication_type": "Communication", "subject": "Letter", "content": "Letter",
		"reference_doctype": "IRO Review", "reference_name": review.name},
	{"doctype": "List Filter", "filter_name": "Mine", "reference_doctype": "IRO Review", "filters": "[]"},
	{"doctype": "Property Setter", "doc_type": "IRO Review", "doctype_or_field": "DocField", "field_name": "booked_on",
		"property": "label", "property_type": "Data", "value": "Meeting on"},
	{"doctype": "Custom Field", "dt": "IRO Review", "fieldname": "room", "fieldtype": "Data", "label": "Room",
		"insert_after": "booked_on"},
	{"doctype": "Report", "report_name": "Our reviews", "ref_doctype": "IRO Review", "report_type": "Report Builder",
		"is_standard": "No"},
	{"doctype": "User Permission", "user": "Guest", "allow": "Looked After Child", "for_value": review.child},
	{"doctype": "Kanban Board", "kanban_board_name": "Reviews", "reference_doctype": "IRO Review", "field_name": "status"},
	{"doctype": "Notification", "name": "Booked", "subject": "Booked", "document_type": "IRO Review", "event": "Save",
		"channel": "System Notification", "enabled": 0, "recipients": [{"receiver_by_role": "IRO Manager"}]},
	{"doctype": "Client Script", "name": "Colours", "dt": "IRO Review", "view": "List", "script": "", "enabled": 0},
	{"doctype": "Workflow", "workflow_name": "Reviewing", "document_type": "IRO Review", "is_active": 0,
		"workflow_state_field": "status", "states": [{"state": "Approved", "doc_status": "0", "allow_edit": "IRO Manager"}]},
	{"doctype": "Error Log", "method": "x", "error": "File apps/iro_module/iro_module/intake/nightly.py"},
	{"doctype": "Scheduled Job Log", "status": "Complete", "scheduled_job_type": frappe.db.get_value(
		"Scheduled Job Type", {"method": "iro_module.intake.nightly.run"})},
]
for row in rows:
	frappe.get_doc(row).insert(ignore_permissions=True, ignore_links=True)
frappe.permissions.update_permission_property("IRO Review", "IRO Manager", 0, "print", 0)
frappe.db.sql("INSERT INTO `__UserSettings` VALUES ('Administrator', 'IRO Review', '{}')")
frappe.get_doc({"doctype": "Has Role", "name": "iro-test", "parenttype": "Role Profile", "parent": "Reviewing",
	"parentfield": "roles", "role": "IRO Manager"}).db_insert()
"""


@pytest.fixture(scope="module")
def installed(bench: TestPlatform) -> Iterator[TestPlatform]:
	"""The bare site with the app and its demo data, taken off again afterwards."""
	bench.install()
	yield bench
	bench.stop()
	if "iro_module" in bench.run("result = frappe.get_installed_apps()"):
		bench.frappe("uninstall-app", "iro_module", "--yes", "--no-backup")


def test_uninstalling_leaves_every_table_of_frappe_as_it_was(bench: TestPlatform) -> None:
	"""After installation, demo data, two migrations, people at work and a list opened in the desk."""
	bench.frappe("migrate", "--skip-search-index")
	before = bench.run(COUNTS)
	bench.install()
	bench.frappe("migrate", "--skip-search-index")
	bench.run(USE)
	_look_around(bench)
	bench.stop()
	during = bench.run(COUNTS)
	assert during["tabVersion"] > before["tabVersion"]
	assert during["tabNotification Log"] > before["tabNotification Log"]
	assert during["tabView Log"] > before["tabView Log"]
	bench.frappe("uninstall-app", "iro_module", "--yes", "--no-backup")
	after = bench.run(COUNTS)
	assert {
		table: (before.get(table), after.get(table))
		for table in before | after
		if before.get(table) != after.get(table)
	} == {}


def _look_around(bench: TestPlatform) -> None:
	"""Open a review and export a list as the demo's IRO Manager does."""
	email = bench.run(
		"""
from frappe.utils.password import update_password
from iro_module.demo.people import MANAGER
update_password(MANAGER.email, "look-around-1")
result = MANAGER.email
"""
	)
	desk = Desk(bench.start_web(), email, "look-around-1")
	review = min(desk.names("IRO Review"))
	assert desk.call("frappe.desk.form.load.getdoc", doctype="IRO Review", name=review).ok
	assert desk.call(
		"frappe.desk.reportview.export_query", doctype="IRO Review", fields='["`tabIRO Review`.`name`"]',
		file_format_type="CSV", title="Reviews", start=0, page_length=5,
	).ok  # fmt: skip


def test_leaving_a_half_installed_site_takes_nothing_of_the_councils(installed: TestPlatform) -> None:
	"""Where an installation stopped before the first doctype, there is nothing to remove: not "everything unattached"."""
	counts = installed.run(
		"""
from iro_module import leftovers
frappe.get_doc({"doctype": "File", "file_name": "council.txt", "content": "theirs"}).insert()
tables = ("File", "Report", "Version", "List View Settings", "User", "Notification Log", "Workspace", "DefaultValue")
count = lambda: {table: frappe.db.count(table) for table in tables}
before = count()
leftovers.remove_files([])
leftovers.remove_reports([])
leftovers.remove_links("DocType", [])
leftovers.remove_by_text([])
leftovers.remove_users([])
leftovers.remove_traces({"Report": set()})
leftovers.remove_desk_settings([], [], [])
result = [before, count()]
frappe.db.rollback()
"""
	)
	assert counts[0] == counts[1]
	assert counts[0]["File"] > 0


def test_the_roles_rules_and_defaults_are_there(installed: TestPlatform) -> None:
	found = installed.run(
		"""
result = {
	"roles": {row.name: row.desk_access for row in frappe.get_all("Role", {"name": ("in", roles)}, ["name", "desk_access"])},
	"rules": frappe.get_all("Review Trigger Rule", pluck="name"),
	"off": frappe.get_all("Review Trigger Rule", {"enabled": 0}, pluck="name"),
	"limits": frappe.get_all("Review Limit", {"differs": 0}, pluck="name"),
	"notify": frappe.db.get_single_value("IRO Settings", "notify_in_desk"),
	"jobs": frappe.get_all("Scheduled Job Type", {"method": ("like", "iro_module%")}, pluck="method"),
}
""",
		roles=list(ROLES),
	)
	assert found["roles"] == {name: int(name != "Records Integration") for name in ROLES}
	assert set(found["rules"]) == set(DEFAULT_RULES)
	assert found["off"] == ["C38"]
	assert set(found["limits"]) == set(LIMITS)
	assert found["notify"] == 1
	assert found["jobs"] == ["iro_module.intake.nightly.run"]


def test_a_second_migration_changes_nothing(installed: TestPlatform) -> None:
	installed.frappe("migrate", "--skip-search-index")
	before = installed.run(CHECKSUMS)
	installed.frappe("migrate", "--skip-search-index")
	assert installed.run(CHECKSUMS) == before


def test_a_migration_keeps_what_the_council_has_set(installed: TestPlatform) -> None:
	installed.run(
		"""
rule = frappe.get_doc("Review Trigger Rule", "C04")
rule.review_within_working_days = 15
rule.save()
limit = frappe.get_doc("Review Limit", "consultation_days")
limit.value = 21
limit.save()
frappe.db.set_value("Review Limit", "query_working_days", "source", "An older source")
frappe.db.set_value("Review Trigger Rule", "C05", "enabled", 0)
frappe.db.set_value("Review Trigger Rule", "C11", "title", "A title of an older release")
frappe.db.set_value("Role", "IRO Manager", "two_factor_auth", 1)
frappe.db.set_value("List View Settings", "IRO Review", "total_fields", "8")
frappe.db.set_single_value("IRO Settings", "notify_in_desk", 0)
"""
	)
	installed.frappe("migrate", "--skip-search-index")
	assert installed.run(
		"""
rule = frappe.db.get_value
result = [
	rule("Review Trigger Rule", "C04", "review_within_working_days"), rule("Review Trigger Rule", "C05", "enabled"),
	rule("Review Trigger Rule", "C11", "title"), rule("Role", "IRO Manager", "two_factor_auth"),
	rule("Review Limit", "consultation_days", "value"), rule("Review Limit", "query_working_days", "source"),
	rule("List View Settings", "IRO Review", "total_fields"), frappe.db.get_single_value("IRO Settings", "notify_in_desk"),
]
"""
	) == [15, 0, DEFAULT_RULES["C11"].title, 1, 21, LIMITS["query_working_days"].source, "8", 0]


def test_another_frappe_is_refused(installed: TestPlatform) -> None:
	refused = installed.run(
		"""
from iro_module.install import check_frappe_version
frappe.__version__ = "14.99.0"
try:
	check_frappe_version()
except Exception as problem:
	result = [type(problem).__name__, str(problem)]
"""
	)
	assert refused[0] == "UnsupportedFrappe"
	assert "14.99.0" in refused[1]


def test_what_is_out_of_order_is_named(installed: TestPlatform) -> None:
	"""Another time zone, a stopped scheduler, a nightly run missed, nobody in charge."""
	problems = installed.run(
		"""
from iro_module.iro_setup import health
from frappe.utils import add_to_date, now_datetime
frappe.db.set_single_value("System Settings", "time_zone", "Asia/Kolkata")
frappe.db.set_single_value("System Settings", "enable_scheduler", 0)
frappe.db.delete("Has Role", {"role": "IRO Manager"})
result = []
for hours in (25, 27):
	frappe.db.set_single_value("IRO Settings", "nightly_run_at", add_to_date(now_datetime(), hours=-hours))
	result.append([problem["what"] for problem in health.problems()])
frappe.db.rollback()
"""
	)
	fresh, stale = problems
	assert any("Asia/Kolkata" in what for what in fresh)
	assert any("scheduler" in what for what in fresh)
	assert any("IRO Manager" in what for what in fresh)
	assert not any("nightly run" in what for what in fresh)
	assert any("nightly run" in what for what in stale)


def test_demo_data_is_loaded_once_and_never_on_a_real_site(installed: TestPlatform) -> None:
	count = "result = frappe.db.count('Looked After Child')"
	before = installed.run(count)
	assert before > 30
	assert "already" in installed.frappe("execute", "iro_module.demo.site.load")
	assert installed.run(count) == before
	refused = installed.run(
		"""
from iro_module.demo import site
result = []
frappe.conf.allow_tests = 0
try:
	site.load()
except Exception as problem:
	result.append(type(problem).__name__)
frappe.conf.allow_tests = 1
frappe.db.sql("UPDATE `tabLooked After Child` SET name = 'a-real-child' LIMIT 1")
try:
	site.load()
except Exception as problem:
	result.append(type(problem).__name__)
frappe.db.rollback()
"""
	)
	assert refused == ["DemoRefused", "DemoRefused"]
