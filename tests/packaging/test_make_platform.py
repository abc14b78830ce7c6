"""`make platform` on a real bench: a new site is ready, a second run changes nothing, an existing site is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from iro_module.iro_setup.roles import SYSTEM_MANAGER
from iro_module.permissions.truth_table import TABLE
from tests.static.files import documents
from tests.support.bench import ThrowawayBench
from tests.support.platform import TestPlatform

WORKSPACES = set(documents("workspace"))
pytestmark = [pytest.mark.platform, pytest.mark.slow]

SETTINGS = """
settings = frappe.db.get_singles_dict("System Settings")
result = {key: settings.get(key) for key in ("time_zone", "country", "language", "enable_scheduler", "setup_complete")}
"""
# Tables that any command of Frappe writes to, whatever it does.
NOISE = {
	"tabActivity Log",
	"tabDeleted Document",
	"tabError Log",
	"tabInstalled Application",
	"tabScheduled Job Log",
	"tabScheduled Job Type",
	"tabSessions",
	"tabSingles",
	"__global_search",
}
ROWS = """
tables = frappe.db.sql("SHOW TABLES", pluck=True)
result = {table: frappe.db.sql(f"SELECT count(*) FROM `{table}`")[0][0] for table in tables}
result["tabVersion"] -= frappe.db.count("Version", {"ref_doctype": "Installed Applications"})
"""


@pytest.fixture(scope="module")
def existing(throwaway_bench: ThrowawayBench) -> Iterator[TestPlatform]:
	"""A council's own site, as the app finds it: another time zone, no tests allowed."""
	site = TestPlatform(throwaway_bench, "existing.localhost")
	if not site.exists:
		site.make()
	site.frappe("set-config", "--parse", "allow_tests", "0")
	site.run("frappe.db.set_single_value('System Settings', 'time_zone', 'Europe/Dublin')")
	yield site
	site.stop()


def test_a_new_site_is_set_up_for_an_english_council(platform: TestPlatform) -> None:
	assert platform.run(SETTINGS) == {
		"time_zone": "Europe/London",
		"country": "United Kingdom",
		"language": "en",
		"enable_scheduler": "1",
		"setup_complete": "1",
	}


def test_a_new_site_has_the_app_and_its_demo_data(platform: TestPlatform) -> None:
	assert "iro_module" in platform.run("result = frappe.get_installed_apps()")
	assert platform.run("result = frappe.db.count('Looked After Child')") > 0


def test_each_role_has_a_log_in_that_works(platform: TestPlatform) -> None:
	"""As the demo prints them: one for each role of the truth table. System Manager is Administrator's."""
	people = platform.run(
		"""
from frappe.utils.password import update_password
from iro_module.demo.people import PEOPLE
from iro_module.iro_setup.roles import DESK_ROLES
for person in PEOPLE:
	update_password(person.email, password)
frappe.db.commit()
result = [[person.email, person.role] for person in PEOPLE], list(DESK_ROLES)
""",
		password="correct-horse-battery",
	)
	assert {role for _email, role in people[0]} == set(people[1])
	assert set(people[1]) | {SYSTEM_MANAGER} == {role for given in TABLE.values() for role in given}
	address = platform.start_web()
	for email, role in people[0]:
		browser = requests.Session()
		given = {"usr": email, "pwd": "correct-horse-battery"}
		assert browser.post(f"{address}/api/method/login", data=given, timeout=30).status_code == 200, email
		assert browser.get(f"{address}/app", timeout=30).status_code == 200, email
		pages = browser.get(
			f"{address}/api/method/frappe.desk.desktop.get_workspace_sidebar_items", timeout=60
		)
		mine = {page["name"] for page in pages.json()["message"]["pages"]}
		assert mine & WORKSPACES, (email, role)


def test_the_password_that_the_demo_prints_is_the_one_that_works(platform: TestPlatform) -> None:
	"""Somebody of the demo who is missing is made again with a password made up and printed then."""
	person = platform.run("""
from iro_module.demo.people import AUDITOR
frappe.delete_doc("User", AUDITOR.email, force=True)
result = AUDITOR.email
""")
	password = platform.run("from iro_module.demo.site import make_people; result = make_people()")
	assert password
	given = {"usr": person, "pwd": password}
	answer = requests.post(f"{platform.start_web()}/api/method/login", data=given, timeout=30)
	assert answer.status_code == 200
	assert platform.run("from iro_module.demo.site import make_people; result = make_people()") is None


def test_administrator_can_log_in_and_gets_the_desk_with_its_assets(platform: TestPlatform) -> None:
	browser = requests.Session()
	address = platform.start_web()
	answer = browser.post(
		f"{address}/api/method/login",
		data={"usr": "Administrator", "pwd": platform.admin_password},
		timeout=30,
	)
	assert answer.status_code == 200
	desk = browser.get(f"{address}/app", timeout=30)
	assert desk.status_code == 200
	scripts = [part.split('"')[0] for part in desk.text.split('src="')[1:] if part.startswith("/assets/")]
	assert scripts, "the desk names no script"
	assert {
		script: browser.get(address + script, timeout=30).status_code for script in scripts
	} == dict.fromkeys(scripts, 200)


def test_a_second_run_adds_and_removes_no_row(platform: TestPlatform) -> None:
	before = platform.run(ROWS)
	printed = platform.install()
	after = platform.run(ROWS)
	changed = {
		table: (before.get(table), after.get(table))
		for table in before.keys() | after.keys()
		if before.get(table) != after.get(table) and table not in NOISE
	}
	assert changed == {}
	assert "The site exists; its settings stay as they are" in printed
	assert "holds children already" in printed


def test_an_existing_site_keeps_its_settings_and_gets_no_demo_data(existing: TestPlatform) -> None:
	before = existing.run(SETTINGS)
	printed = existing.install()
	assert existing.run(SETTINGS) == before
	assert existing.run("result = frappe.db.count('Looked After Child')") == 0
	assert "does not have allow_tests" in printed
	assert "Europe/Dublin" in printed, "the check does not complain about the time zone"
