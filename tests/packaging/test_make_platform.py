"""`make platform` on a real bench: a new site is ready, a second run changes nothing, an existing site is left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.support.bench import ThrowawayBench
from tests.support.platform import TestPlatform

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
