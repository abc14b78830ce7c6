"""Reports: who may run each of them at all, and that its rows are those of the children whom the person reaches."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.platform.permissions.cast import CHILDREN, ONE_ROLE, REACHED_BY, Cast

pytestmark = pytest.mark.platform

OFFICERS = {"iro", "other", "absent", "dual"}
OF_REVIEWS = OFFICERS | {"manager", "admin", "team", "service", "senior", "quality"}
MAY_RUN = {
	"Open Decisions": OF_REVIEWS | {"social"},
	"Reports late for a booked review": OF_REVIEWS,
	"Decisions and Records Owed": OF_REVIEWS,
	"Reviews This Week": OFFICERS | {"manager", "admin"},
	"Awaiting My Answer": OFFICERS | {"manager"},
	"Caseload": {"manager"},
	"Decisions on Changes": {"manager"},
	"Access to a Child": {"manager"},
}
"""Every script report, and who of the people with one role may run it."""
SHOWS_CHILDREN = (  # of Awaiting My Answer see tests/platform/test_lists.py
	"Open Decisions",
	"Reports late for a booked review",
	"Reviews This Week",
	"Decisions and Records Owed",
)

RUN = """
from frappe.desk.query_report import run
from iro_module.permissions.standing import forget

def shown(report, who):
	frappe.set_user(mail(who))
	try:
		return frappe.as_json(run(report, filters={})["result"])
	except frappe.PermissionError:
		return None
	finally:
		frappe.set_user("Administrator")

BOOKED = {"status": "Booked", "booked_on": today(), "booking_made_on": add_days(today(), -40), "completed_on": None}
HELD = {"status": "Completed", "completed_on": add_days(today(), -60), "booked_on": None}
MADE = {"made_on": add_days(today(), -20), "due_on": add_days(today(), -5), "status": "overdue"}
for child in children:
	frappe.db.set_value("Review Decision", f"prm-{child}-review_decision", MADE)
result = {}
for state, reports_of in ((BOOKED, reports - {"Decisions and Records Owed"}), (HELD, {"Decisions and Records Owed"})):
	for child in children:
		title = {"child_title": f"Prmchild {child}.", "track": "looked_after", **state}
		frappe.db.set_value("IRO Review", f"prm-{child}-iro_review", title)
	for report in sorted(reports_of):
		for who in people:
			result.setdefault(report, {})[who] = shown(report, who)
frappe.db.rollback()
"""


@pytest.fixture(scope="module")
def shown(cast: Cast) -> dict[str, dict[str, str | None]]:
	"""Report → who → its rows as text; None where it may not be run."""
	found = cast.run(
		"reports = set(reports)\n" + RUN,
		reports=list(MAY_RUN),
		people=list(ONE_ROLE),
		children=list(CHILDREN),
	)
	assert isinstance(found, dict)
	return found


def children_in(text: str) -> set[str]:
	return set(re.findall(r"Prm(?:child|decision) (\w+)", text)) | set(
		re.findall(r"prm-(\w+)-iro_review", text)
	)


def test_every_script_report_is_tried(cast: Cast) -> None:
	ours = cast.run(
		"result = frappe.get_all('Report', {'module': ('like', 'IRO %'), 'report_type': 'Script Report'}, pluck='name')"
	)
	assert set(ours) == set(MAY_RUN)


@pytest.mark.parametrize("report", MAY_RUN)
def test_only_these_may_run_it(shown: dict[str, Any], report: str) -> None:
	ran = {who for who, rows in shown[report].items() if rows is not None}
	assert ran == MAY_RUN[report]


@pytest.mark.parametrize(
	("report", "who"),
	[(report, who) for report in SHOWS_CHILDREN for who in ONE_ROLE if who in MAY_RUN[report]],
)
def test_its_rows_are_of_children_whom_the_person_reaches(
	shown: dict[str, Any], report: str, who: str
) -> None:
	rows = shown[report][who]
	assert children_in(rows) & set(CHILDREN) == {child for child in CHILDREN if who in REACHED_BY[child]}
