"""The numbers of the rules on the site: the law's may be made tighter, defaults may be set, and they hold."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from iro_module.domain.limits import LIMITS, Authority
from iro_module.domain.months import months_later
from iro_module.domain.working_days import england
from iro_module.iro_setup.clock import today
from tests.support.desk import Answer, Desk
from tests.support.feed import looked_after, moved, reviewed
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
CALENDAR = england()
RUN = secrets.token_hex(3)
"""Begins the ids of this run's children: a site that is kept has those of earlier runs."""


@pytest.fixture(scope="module")
def manager(site: Site) -> Desk:
	return Desk(site.url, site.manager, PASSWORD)


def open_review(site: Site, child_id: str) -> dict[str, Any]:
	(review,) = [row for row in site.rows("IRO Review", child_id, "*") if row["open_key"]]
	return review


def assert_refused(answer: Answer, exc_type: str) -> None:
	assert (answer.status, answer.exc_type) == (417, exc_type)


# --- the rows -----------------------------------------------------------------------------------------------


def test_every_number_of_the_rules_has_its_row(site: Site) -> None:
	rows = site.run(
		"result = frappe.get_all('Review Limit', fields=['*'], order_by='position', limit_page_length=0)"
	)
	assert isinstance(rows, list)
	assert [row["name"] for row in rows] == list(LIMITS)
	for row in rows:
		limit = LIMITS[row["name"]]
		assert (row["title"], row["source"], row["unit"]) == (limit.title, limit.source, limit.unit.value)
		assert (row["authority"], row["shipped_value"]) == (limit.authority.value, limit.value)
		assert row["holds_from"] == (limit.holds_from.isoformat() if limit.holds_from else None)


def test_what_the_app_says_of_a_limit_is_not_the_councils_to_say(manager: Desk) -> None:
	answer = manager.change(
		"Review Limit", "later_review_months", authority="local", shipped_value=99, title="Ours", differs=1
	)
	assert answer.ok
	shipped = LIMITS["later_review_months"]
	assert (answer.data["authority"], answer.data["shipped_value"]) == ("must", shipped.value)
	assert (answer.data["title"], answer.data["differs"]) == (shipped.title, 0)


def test_nobody_adds_a_limit_or_takes_one_away(site: Site, manager: Desk) -> None:
	assert manager.add("Review Limit", limit_name="tea_breaks", value=3).status == 403
	assert manager.delete("Review Limit", "later_review_months").status == 403
	assert site.run(
		"""
result = []
def attempt(work):
	try:
		work()
	except Exception as problem:
		result.append(type(problem).__name__)
	frappe.db.rollback()
attempt(frappe.get_doc({"doctype": "Review Limit", "limit_name": "tea_breaks", "value": 3}).insert)
attempt(frappe.get_doc("Review Limit", "later_review_months").delete)
attempt(frappe.get_doc("Review Trigger Rule", "C04").delete)
"""
	) == ["LimitRefused", "NothingIsDeleted", "NothingIsDeleted"]


# --- what may be set ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	"name", [name for name, limit in LIMITS.items() if limit.authority is Authority.MUST]
)
def test_what_the_law_limits_is_never_looser(manager: Desk, name: str) -> None:
	assert_refused(manager.change("Review Limit", name, value=LIMITS[name].value + 1), "LooserThanShipped")


@pytest.mark.parametrize(
	("name", "value"),
	[
		("first_review_working_days", 0),
		("first_review_working_days", -5),
		("consultation_days", 0),
		("consultation_days", None),
		("consultation_days", 366),
	],
)
def test_a_limit_is_a_number_to_count_with(manager: Desk, name: str, value: int | None) -> None:
	answer = manager.change("Review Limit", name, value=value)
	assert answer.status == 417
	assert answer.exc_type in ("LimitRefused", "MandatoryError")


def test_the_refusal_names_the_limit_its_source_and_what_is_allowed(site: Site) -> None:
	said = site.run(
		"""
limit = frappe.get_doc("Review Limit", "first_review_working_days")
limit.value = 25
try:
	limit.save()
except Exception as problem:
	result = str(problem)
frappe.db.rollback()
"""
	)
	shipped = LIMITS["first_review_working_days"]
	for words in (
		shipped.title,
		"at most 20 working days",
		shipped.source,
		"not 25",
		"tighter, never looser",
	):
		assert words in str(said)


def test_a_default_is_set_either_way_and_shows_that_it_was(manager: Desk) -> None:
	for value in (10, 21):
		with manager.changed("Review Limit", "consultation_days", value=value) as answer:
			assert (answer.data["value"], answer.data["differs"]) == (value, 1)
	assert manager.get("Review Limit", "consultation_days").data["differs"] == 0


def test_who_changed_a_limit_stands_in_the_versions(site: Site, manager: Desk) -> None:
	with manager.changed("Review Limit", "query_working_days", value=4):
		versions = site.run(
			"""
result = frappe.get_all("Version", {"ref_doctype": "Review Limit", "docname": "query_working_days"},
	["owner", "data"], order_by="creation desc", limit=1)
"""
		)
	assert isinstance(versions, list)
	assert versions[0]["owner"] == site.manager
	assert '"value"' in versions[0]["data"]


# --- what they do -------------------------------------------------------------------------------------------


def test_a_tighter_limit_stands_beside_the_law(site: Site, manager: Desk) -> None:
	since = TODAY - timedelta(days=1)
	with manager.changed("Review Limit", "first_review_working_days", value=15):
		site.feed.send(*looked_after(f"{RUN}-FIRST", since), notify=False)
		review = open_review(site, f"{RUN}-FIRST")
	assert review["due_on"] == CALENDAR.after(since, 15).isoformat()
	assert review["statutory_due_on"] == CALENDAR.after(since, 20).isoformat()


def test_a_default_counts_as_set(site: Site, manager: Desk) -> None:
	"""A talk with the social worker after a second move, not in 3 working days but in 8."""
	since, first, second = (TODAY - timedelta(days=days) for days in (90, 40, 2))
	child_id = f"{RUN}-TALK"
	with manager.changed("Review Limit", "second_move_talk_working_days", value=8):
		site.feed.send(*looked_after(child_id, since), reviewed(child_id, TODAY - timedelta(days=70)))
		site.feed.send(*moved(child_id, since, first))
		ended, begun = moved(child_id, first, second, to="P3")
		ended["data"]["record_id"], ended["data"]["placement_type"] = f"{child_id}-P2", "K2"
		ended["data"]["reason_new_episode"] = "P"
		assert site.feed.outcomes(ended, begun) == ["applied", "applied"]
		prompts = site.rows("IRO Prompt", child_id, "tell", "tell_by")
	(talk,) = [row for row in prompts if "speak to the social worker" in str(row["tell"])]
	assert talk["tell_by"] == CALENDAR.after(second, 8).isoformat()


def test_a_changed_limit_takes_effect_at_the_nightly_run(site: Site, manager: Desk) -> None:
	child_id, held = f"{RUN}-NIGHT", TODAY - timedelta(days=30)
	site.feed.send(*looked_after(child_id, held - timedelta(days=20)), reviewed(child_id, held), notify=False)
	by_law = months_later(held, 3).isoformat()
	assert open_review(site, child_id)["due_on"] == by_law
	with manager.changed("Review Limit", "second_review_months", value=2):
		assert open_review(site, child_id)["due_on"] == by_law
		site.platform.frappe("execute", "iro_module.intake.nightly.run")
		review = open_review(site, child_id)
		assert review["due_on"] == months_later(held, 2).isoformat()
		assert review["statutory_due_on"] == by_law
	site.platform.frappe("execute", "iro_module.intake.nightly.run")
	assert open_review(site, child_id)["due_on"] == by_law


# --- releases -----------------------------------------------------------------------------------------------


def test_a_release_corrects_its_words_and_keeps_the_councils_numbers(site: Site) -> None:
	"""A number left as shipped follows; one that the law no longer allows is brought down to it."""
	assert site.run(
		"""
from iro_module.iro_setup.limits import make_limits
def older(name, **values):
	frappe.db.set_value("Review Limit", name, values)
older("consultation_days", title="Older words", shipped_value=10, value=12, differs=1)
older("query_working_days", shipped_value=4, value=4)
older("later_review_months", shipped_value=8, value=7, differs=1)
older("report_working_days", shipped_value=5, value=3, differs=1)
frappe.db.delete("Review Limit", {"name": "sign_off_working_days"})
make_limits()
names = ("consultation_days", "query_working_days", "later_review_months", "report_working_days", "sign_off_working_days")
result = [list(frappe.db.get_value("Review Limit", name, ["title", "shipped_value", "value", "differs"])) for name in names]
frappe.db.rollback()
"""
	) == [
		[LIMITS["consultation_days"].title, 14, 12, 1],
		[LIMITS["query_working_days"].title, 5, 5, 0],
		[LIMITS["later_review_months"].title, 6, 6, 0],
		[LIMITS["report_working_days"].title, 3, 3, 0],
		[LIMITS["sign_off_working_days"].title, 5, 5, 0],
	]


def test_a_number_written_past_the_forms_is_named_to_administrators(site: Site) -> None:
	"""Nothing can be planned with it: the site says which one it is, and what to do."""
	(problem,) = site.run(
		"""
from iro_module.iro_setup import health
frappe.db.set_value("Review Limit", "later_review_months", "value", 12)
result = [one for one in health.problems() if "planned" in one["what"]]
frappe.db.rollback()
"""
	)  # type: ignore[misc]
	assert LIMITS["later_review_months"].title in problem["what"]
	assert "Review Limit" in problem["do"]
