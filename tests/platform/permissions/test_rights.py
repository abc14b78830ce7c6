"""Each cell of the truth table on a real site: role x doctype x right, as Frappe itself answers."""

from __future__ import annotations

import pytest

from iro_module.iro_setup.roles import (
	DATA_OFFICER,
	IRO_MANAGER,
	REVIEW_ADMINISTRATOR,
	REVIEWING_SERVICE,
	SENIOR_MANAGER,
	SOCIAL_WORK,
	SYSTEM_ADMINISTRATOR,
	SYSTEM_MANAGER,
)
from iro_module.permissions.truth_table import CASE_DOCTYPES, RIGHTS, TABLE, rights
from tests.platform.permissions.cast import OF_A_ROLE, Cast, email

pytestmark = pytest.mark.platform

NOBODY = ("share", "delete", "email", "import", "submit", "cancel", "amend")
Matrix = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def matrix(cast: Cast) -> Matrix:
	"""Role → doctype → the rights that Frappe finds."""
	found = cast.run(
		"""
import frappe.permissions
result = {}
for role, user in users.items():
	for doctype in doctypes:
		result.setdefault(role, {})[doctype] = [
			right for right in rights if frappe.permissions.has_permission(doctype, right, user=user, raise_exception=False)
		]
""",
		users={role: email(who) for role, who in OF_A_ROLE.items()},
		doctypes=list(TABLE),
		rights=list(RIGHTS),
	)
	assert isinstance(found, dict)
	return found


@pytest.mark.parametrize("role", sorted(OF_A_ROLE))
def test_a_role_may_what_the_table_says(matrix: Matrix, role: str) -> None:
	assert {doctype: set(found) for doctype, found in matrix[role].items()} == {
		doctype: set(rights(doctype, role)) for doctype in TABLE
	}


def cells(matrix: Matrix, *roles: str) -> set[tuple[str, str]]:
	return {(doctype, right) for role in roles for doctype, found in matrix[role].items() for right in found}


# Written by hand: these would stand even if the table and the doctypes were wrong together.


def test_nobody_shares_deletes_imports_or_mails(matrix: Matrix) -> None:
	for role in matrix:
		assert not {right for _doctype, right in cells(matrix, role)} & set(NOBODY), role


@pytest.mark.parametrize("role", [SYSTEM_ADMINISTRATOR, SYSTEM_MANAGER])
def test_administrators_of_the_site_see_no_case_content(matrix: Matrix, role: str) -> None:
	assert not {doctype for doctype, _right in cells(matrix, role)} & {*CASE_DOCTYPES, "IRO Absence"}


def test_private_notes_are_the_reviewing_services(matrix: Matrix) -> None:
	seen = {
		role: set(found["IRO Private Note"]) for role, found in matrix.items() if found["IRO Private Note"]
	}
	assert seen == {role: {"read", "write", "create", "report"} for role in REVIEWING_SERVICE}


@pytest.mark.parametrize("role", SOCIAL_WORK)
def test_social_work_staff_write_no_review_no_date_and_no_challenge(matrix: Matrix, role: str) -> None:
	written = {doctype for doctype, right in cells(matrix, role) if right in ("write", "create")}
	assert written == {"Review Decision", "Change of Circumstances", "Record Query", "Review Postponement"}
	assert "create" not in matrix[role]["Review Decision"]
	assert "write" not in matrix[role]["Review Postponement"]


def test_the_data_officer_sees_no_review(matrix: Matrix) -> None:
	assert {doctype for doctype, _right in cells(matrix, DATA_OFFICER)} == {
		"Looked After Child", "Child Details", "Period of Care", "Care Placement", "Care Legal Status",
		"Review Held Elsewhere", "Record Message", "Record Message Payload", "Record Query", "Staff Identity",
	}  # fmt: skip


def test_seniors_and_administrators_of_reviews_read_no_inbox(matrix: Matrix) -> None:
	for role in (SENIOR_MANAGER, REVIEW_ADMINISTRATOR):
		assert not {"Record Message", "Record Message Payload", "IRO Private Note", "IRO Prompt"} & {
			one for one, _r in cells(matrix, role)
		}
	assert not {right for _d, right in cells(matrix, SENIOR_MANAGER)} & {"write", "create"}


def test_only_the_manager_writes_who_reviews_whom(matrix: Matrix) -> None:
	pairs = {role for role, found in matrix.items() if found["Incompatible Pair"]}
	assert pairs == {IRO_MANAGER}
	assert {role for role, found in matrix.items() if "create" in found["IRO Absence"]} == {IRO_MANAGER}


def test_the_rows_of_permission_on_the_site_are_those_of_the_table(cast: Cast) -> None:
	"""Of both levels: whoever reads a document reads its level 1, the reviewing service alone writes it."""
	on_site = cast.run(
		"""
from iro_module.permissions.truth_table import RIGHTS
result = {
	doctype: sorted([row.role, row.permlevel or 0, sorted(r for r in RIGHTS if row.get(r))] for row in frappe.get_meta(doctype).permissions)
	for doctype in doctypes
}
""",
		doctypes=list(TABLE),
	)
	expected = cast.run(
		"""
from iro_module.permissions.truth_table import RIGHTS, permissions_of
result = {
	doctype: sorted([row["role"], row.get("permlevel", 0), sorted(r for r in RIGHTS if row.get(r))] for row in permissions_of(doctype))
	for doctype in doctypes
}
""",
		doctypes=list(TABLE),
	)
	assert on_site == expected
