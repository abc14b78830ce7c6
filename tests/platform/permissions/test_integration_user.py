"""The feed's user may call three methods and nothing else; nobody else may call them."""

from __future__ import annotations

import pytest
import requests

from iro_module.domain.records import RecordType
from tests.platform.permissions.cast import ONE_ROLE, Cast
from tests.support.site import Site

pytestmark = pytest.mark.platform

REFUSED = (
	"/api/resource/IRO%20Review",
	"/api/resource/User",
	"/api/v1/method/iro_module.intake.api.health",
	"/api/v2/method/iro_module.intake.api.health",
	"/api/v2/document/IRO%20Review",
	"/api/method/frappe.client.get_list?doctype=User",
	"/api/method/frappe.auth.get_logged_user",
	"/api/method/iro_module.intake.api.health/",
	"/api/method/iro_module.intake.api.health?cmd=frappe.auth.get_logged_user",
	"/?cmd=frappe.auth.get_logged_user",
	"/app",
	"/app/iro-review",
	"/me",
	"/",
	"/private/files/anything.pdf",
	"/backups/anything.sql.gz",
)


def as_integration(site: Site, path: str, **more: object) -> requests.Response:
	headers = {"Authorization": f"token {site.key}:{site.secret}"}
	return requests.request(
		str(more.pop("verb", "GET")),
		f"{site.url}{path}",
		headers=headers,
		timeout=60,
		allow_redirects=False,
		**more,
	)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", REFUSED)
def test_the_integration_user_may_call_nothing_else(site: Site, path: str) -> None:
	assert as_integration(site, path).status_code == 403


def test_nor_by_a_command_in_the_body(site: Site) -> None:
	path = "/api/method/iro_module.intake.api.ingest"
	answer = as_integration(site, path, verb="POST", json={"cmd": "frappe.auth.get_logged_user"})
	assert answer.status_code == 403
	assert "example" not in answer.text


def test_the_integration_user_may_call_its_three_methods(site: Site) -> None:
	for method in ("health", "planned_reviews"):
		assert as_integration(site, f"/api/method/iro_module.intake.api.{method}").status_code == 200
	answer = as_integration(
		site, "/api/method/iro_module.intake.api.ingest", verb="POST", json={"entries": [], "notify": False}
	)
	assert answer.json()["message"] == {"outcomes": [], "voided": 0}


def test_health_says_what_the_caller_may_do_and_which_records_the_site_knows(site: Site) -> None:
	health = as_integration(site, "/api/method/iro_module.intake.api.health").json()["message"]
	assert health["roles"] == ["Records Integration"]
	assert health["record_types"] == [one.value for one in RecordType]


def test_health_names_a_database_that_may_lose_what_it_confirmed(site: Site) -> None:
	"""The service forgets a message once the site has confirmed it, so the site must not lose it."""
	lax, strict = site.run(
		"""
from unittest.mock import patch
from iro_module.iro_setup import health
result = [[one for one in health.problems() if "last second" in one["what"]]]
ask = frappe.db.sql
def lax(query, *arguments, **options):
	return ((2,),) if "innodb_flush_log_at_trx_commit" in str(query) else ask(query, *arguments, **options)
with patch.object(frappe.db, "sql", lax):
	result.insert(0, [one for one in health.problems() if "last second" in one["what"]])
"""
	)  # type: ignore[misc]
	assert strict == []
	(problem,) = lax
	assert problem["what"].endswith("innodb_flush_log_at_trx_commit is 2.")
	assert problem["do"].startswith("Set it to 1")


@pytest.mark.parametrize("who", ONE_ROLE)
def test_nobody_else_may_call_them(cast: Cast, who: str) -> None:
	for method in ("ingest", "planned_reviews", "health"):
		arguments = {"entries": []} if method == "ingest" else {}
		assert cast.desk(who).call(f"iro_module.intake.api.{method}", **arguments).status == 403
