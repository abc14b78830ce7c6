"""Refused messages in the desk: retried, discarded, opened again, cleared; by whom; and what nobody else reads."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from integration_service.clock import today
from iro_module.iro_setup.roles import DATA_OFFICER, IRO_MANAGER, REVIEWING_OFFICER
from tests.support.feed import looked_after, message
from tests.support.site import PASSWORD, Site

pytestmark = pytest.mark.platform

TODAY = today()
RUN = f"RF-{secrets.token_hex(3)}"
OFFICER, RF_MANAGER, RF_IRO = "rf.data@example.com", "rf.manager@example.com", "rf.iro@example.com"
PEOPLE = {OFFICER: DATA_OFFICER, RF_MANAGER: IRO_MANAGER, RF_IRO: REVIEWING_OFFICER}
MAKE_PEOPLE = """
for email, role in people.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": "Pat", "send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(role)
"""
DESK = """
from iro_module.domain.records import child_name
from iro_module.intake import refusals

def tried(do, *arguments, **named):
	try:
		return do(*arguments, **named)
	except Exception as problem:
		frappe.clear_messages()
		return type(problem).__name__

def rows_of(child_id):
	return frappe.get_all(
		"Record Message", {"child_id": child_id}, ["name", "outcome", "handling", "message_type", "faults"], order_by="message_type"
	)

def names_of(child_id):
	return [row.name for row in rows_of(child_id)]

def steps(name):
	return [
		[row.action, row.handled_by, row.because, row.outcome]
		for row in frappe.get_doc("Record Message", name).handlings
	]
"""
BLOCK = """
frappe.db.sql("UPDATE `tabIRO Review` SET open_key = CONCAT('freed-', name) WHERE child = %s", child_name(blocker))
frappe.db.set_value('IRO Review', {'child': child_name(blocker)}, 'open_key', child_name(victim) + ':looked_after', update_modified=False)
"""
FREE = 'frappe.db.sql("UPDATE `tabIRO Review` SET open_key = NULL WHERE child = %s", child_name(blocker)); frappe.db.commit()'


@pytest.fixture(scope="module", autouse=True)
def people(site: Site) -> None:
	site.run(MAKE_PEOPLE, people=PEOPLE, password=PASSWORD)


def on_site(site: Site, code: str, **values: Any) -> Any:
	return site.run(DESK + code, officer=OFFICER, manager=RF_MANAGER, iro=RF_IRO, run=RUN, **values)


def wrong(child_id: str) -> dict[str, Any]:
	return message("placement", child_id, f"{child_id}-P", start_date="2026-13-01", placement_type="U9")


def test_retried_once_the_cause_is_mended(site: Site) -> None:
	assert set(site.feed.outcomes(*looked_after(f"{RUN}-A", TODAY))) == {"applied"}
	on_site(site, BLOCK, blocker=f"{RUN}-A", victim=f"{RUN}-B")
	assert set(site.feed.outcomes(*looked_after(f"{RUN}-B", TODAY))) == {"refused"}
	found = on_site(
		site,
		"""
frappe.set_user(officer)
before = rows_of(run + "-B")
result = {"waits": {(row.handling or "") for row in before} == {"Open"}}
result["again"] = refusals.retry(names_of(run + "-B"))["outcomes"]
result["still"] = sorted((row.outcome, row.handling) for row in rows_of(run + "-B"))
"""
		+ FREE
		+ """
result["mended"] = refusals.retry(names_of(run + "-B"))["outcomes"]
result["rows"] = sorted((row.outcome, row.handling, row.faults) for row in rows_of(run + "-B"))
result["same rows"] = [row.name for row in before] == names_of(run + "-B")
result["steps"] = steps(names_of(run + "-B")[0])
result["third"] = refusals.retry(names_of(run + "-B")[:1])
result["reviews"] = frappe.db.count("IRO Review", {"child": child_name(run + "-B")})
""",
		blocker=f"{RUN}-A",
	)
	assert found["waits"]
	assert found["again"] == {"refused": 4}
	assert found["still"] == [["refused", "Open"]] * 4
	assert found["mended"] == {"applied": 4}
	assert found["rows"] == [["applied", "Retried", None]] * 4
	assert found["same rows"]
	assert found["steps"] == [["Retried", OFFICER, None, "refused"], ["Retried", OFFICER, None, "applied"]]
	assert found["third"]["outcomes"] == {}
	assert "applied meanwhile" in found["third"]["left"][0]["why"]
	assert found["reviews"] == 1


def test_discarded_with_a_reason_and_opened_again(site: Site) -> None:
	assert site.feed.outcomes(wrong(f"{RUN}-C"), looked_after(f"{RUN}-C", TODAY)[1]) == ["refused", "applied"]
	found = on_site(
		site,
		"""
from iro_module.iro_reviews.figures import refused_messages
frappe.set_user(officer)
name = next(row.name for row in rows_of(run + "-C") if row.outcome == "refused")
good = next(row.name for row in rows_of(run + "-C") if row.outcome == "applied")
result = {"retried": refusals.retry([name])["outcomes"], "waiting": refused_messages()["value"]}
result["no reason"] = tried(refusals.discard, [name], "  ")
result["good"] = refusals.discard([good, name], "Sent by a test of theirs")
result["waiting then"] = refused_messages()["value"]
result["not retried"] = refusals.retry([name])["left"]
result["twice"] = refusals.discard([name], "Again")["outcomes"]
result["reopened without reason"] = tried(refusals.reopen, name, "")
refusals.reopen(name, "It was a real child")
result["waiting again"] = refused_messages()["value"]
result["not discarded"] = tried(refusals.reopen, name, "Once more")
result["steps"] = steps(name)
result["by hand"] = tried(lambda: frappe.get_doc("Record Message", name).update({"handling": "Discarded"}).save())
result["by force"] = tried(
	lambda: frappe.get_doc("Record Message", name).update({"handling": "Discarded"}).save(ignore_permissions=True)
)
""",
	)
	assert found["retried"] == {"refused": 1}
	assert found["no reason"] == found["reopened without reason"] == "DiscardReasonMissing"
	assert found["good"]["outcomes"] == {"discarded": 1}
	assert len(found["good"]["left"]) == 1
	assert found["waiting then"] == found["waiting"] - 1
	assert "discarded" in found["not retried"][0]["why"]
	assert found["twice"] == {"discarded": 0}
	assert found["waiting again"] == found["waiting"]
	assert found["not discarded"] == "RefusalNotRetried"
	assert [step[:3] for step in found["steps"]] == [
		["Retried", OFFICER, None],
		["Discarded", OFFICER, "Sent by a test of theirs"],
		["Opened again", OFFICER, "It was a real child"],
	]
	assert (found["by hand"], found["by force"]) == ("PermissionError", "KeptByTheFeed")


def test_a_correct_repeat_takes_the_place_of_the_refusal(site: Site) -> None:
	sent = wrong(f"{RUN}-D")
	right = {**sent, "data": {**sent["data"], "start_date": TODAY.isoformat(), "placement_type": "U6"}}
	assert site.feed.outcomes(sent, right) == ["refused", "applied"]
	(row,) = on_site(site, 'result = rows_of(run + "-D")')
	assert (row["outcome"], row["handling"], row["faults"]) == ("applied", None, None)
	assert "U6" in on_site(
		site, 'result = frappe.db.get_value("Record Message Payload", name, "payload")', name=row["name"]
	)


def test_what_was_refused_under_the_id_of_another_takes_nothing_from_it(site: Site) -> None:
	first = message("period-of-care", f"{RUN}-E", f"{RUN}-E-PC", start_date=TODAY, message_id=f"{RUN}-E-1")
	assert site.feed.outcomes(first) == ["applied"]
	entry = {
		"body": "not json",
		"source": first["source"],
		"id": f"{RUN}-E-1",
		"faults": {"message": ["is not JSON"]},
	}
	found = on_site(
		site,
		"""
from iro_module.intake import ingesting
frappe.set_user("test.feed@example.com")
ingesting.ingest([entry], notify=False)
result = [rows_of(run + "-E"), frappe.db.get_value("Record Message Payload", names_of(run + "-E")[0], "payload")]
""",
		entry=entry,
	)
	assert [row["outcome"] for row in found[0]] == ["applied"]
	assert f"{RUN}-E-PC" in found[1]


def test_what_cannot_be_retried_says_why(site: Site) -> None:
	assert site.feed.outcomes(f"{RUN}-F is no message") == ["refused"]
	found = on_site(
		site,
		"""
frappe.set_user(officer)
name = frappe.db.get_value("Record Message Payload", {"payload": run + "-F is no message"})
result = {"unreadable": refusals.retry([name])}
result["unknown"] = refusals.retry(["no such message"])
result["too many"] = tried(refusals.retry, [str(number) for number in range(refusals.MOST_AT_ONCE + 1)])
""",
	)
	assert found["unreadable"]["outcomes"] == {}
	assert "no message that could be read" in found["unreadable"]["left"][0]["why"]
	assert "do not reach" in found["unknown"]["left"][0]["why"]
	assert found["too many"] == "TooManyAtOnce"


def test_who_may_do_it_and_who_reads_what_was_sent(site: Site) -> None:
	child = {**looked_after(f"{RUN}-G", TODAY)[0]}
	child["data"] = {**child["data"], "restricted": True}
	assert site.feed.outcomes(child, wrong(f"{RUN}-G"), wrong(f"{RUN}-H")) == [
		"applied",
		"refused",
		"refused",
	]
	found = on_site(
		site,
		"""
hidden = next(row.name for row in rows_of(run + "-G") if row.outcome == "refused")
(shown,) = names_of(run + "-H")
result = {}
for who in (officer, manager, iro):
	frappe.set_user(who)
	result[who] = {
		"retry": tried(lambda: refusals.retry([hidden, shown])["outcomes"]),
		"discard": tried(lambda: refusals.discard([hidden, shown], "Both")["outcomes"]),
		"read": [tried(lambda name=name: frappe.get_doc("Record Message Payload", name).check_permission("read")) for name in (hidden, shown)],
		"list": tried(lambda: sorted(frappe.get_list("Record Message Payload", {"name": ("in", [hidden, shown])}, pluck="name")) == [shown]),
	}
	frappe.db.commit()
""",
	)
	assert found[OFFICER] == {
		"retry": {"refused": 1},
		"discard": {"discarded": 1},
		"read": ["PermissionError", None],
		"list": True,
	}
	assert found[RF_MANAGER]["retry"] == {"refused": 1}, "what the data officer discarded stays so"
	assert found[RF_MANAGER]["discard"] == {"discarded": 1}
	assert found[RF_MANAGER]["read"] == ["PermissionError"] * 2
	assert found[RF_MANAGER]["list"] == "PermissionError"
	assert set(map(str, found[RF_IRO].values())) == {
		"PermissionError",
		"['PermissionError', 'PermissionError']",
	}


def test_what_old_messages_said_is_cleared_and_their_rows_stay(site: Site) -> None:
	kept_open, dealt_with, applied = wrong(f"{RUN}-I"), wrong(f"{RUN}-J"), looked_after(f"{RUN}-K", TODAY)[1]
	young = looked_after(f"{RUN}-L", TODAY)[1]
	assert site.feed.outcomes(kept_open, dealt_with, applied, young) == [
		"refused",
		"refused",
		"applied",
		"applied",
	]
	found = on_site(
		site,
		"""
from iro_module.intake.clearing import clear_payloads
ids = (run + "-I", run + "-J", run + "-K", run + "-L")
frappe.set_user(officer)
refusals.discard(names_of(run + "-J"), "A test of theirs")
frappe.set_user("Administrator")
for child_id in ids[:3]:
	frappe.db.set_value("Record Message", {"child_id": child_id}, "received_at", long_ago, update_modified=False)
def left():
	return [child_id for child_id in ids if frappe.db.exists("Record Message Payload", {"child_id": child_id})]
def keep(months):
	frappe.db.set_single_value("IRO Settings", "payload_months", months)
	frappe.db.commit()
	clear_payloads(frappe.utils.getdate(on))
	return left()
result = {"kept": keep(0), "cleared": keep(12)}
result["rows"] = [[row.outcome, bool(row.faults)] for child_id in ids for row in rows_of(child_id)]
result["cleared on"] = [str(frappe.db.get_value("Record Message", {"child_id": child_id}, "payload_cleared_on")) for child_id in ids]
frappe.set_user(officer)
refusals.reopen(names_of(run + "-J")[0], "Looked at once more")
result["retry"] = refusals.retry(names_of(run + "-J"))["left"]
""",
		long_ago=str(TODAY - timedelta(days=400)),
		on=str(TODAY),
	)
	assert found["kept"] == [f"{RUN}-I", f"{RUN}-J", f"{RUN}-K", f"{RUN}-L"]
	assert found["cleared"] == [f"{RUN}-I", f"{RUN}-L"]
	assert found["rows"] == [["refused", True], ["refused", True], ["applied", False], ["applied", False]]
	assert found["cleared on"] == ["None", str(TODAY), str(TODAY), "None"]
	assert "cleared" in found["retry"][0]["why"]


def test_the_nightly_run_clears(site: Site) -> None:
	assert site.feed.outcomes(looked_after(f"{RUN}-M", TODAY)[1]) == ["applied"]
	long_ago = str(TODAY - timedelta(days=400))
	on_site(
		site,
		'frappe.db.set_value("Record Message", {"child_id": run + "-M"}, "received_at", day)',
		day=long_ago,
	)
	site.platform.frappe("execute", "iro_module.intake.nightly.run")
	assert not on_site(site, 'result = frappe.db.exists("Record Message Payload", {"child_id": run + "-M"})')
