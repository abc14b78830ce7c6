"""The commands as somebody types them: what they print, and the exit codes that people script against."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integration_service.addresses import StatusAddress
from integration_service.clock import today
from integration_service.metrics import Metrics
from integration_service.status import Pulse, served
from iro_module.demo.messages import DEMO_AS_OF, demo_messages
from tests.broker.queues import message
from tests.service import ssda903
from tests.service.conftest import Ended
from tests.support.http_platform import KEY, SECRET, HttpPlatform, Reply
from tests.support.processes import free_ports

IroSync = Callable[..., Ended]
KEYS = ["as_of", "messages", "rows", "refused", "reviews", "notices", "incomplete"]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
	"""The demo's messages as a file."""
	file = tmp_path / "feed.jsonl"
	file.write_text("\n".join(json.dumps(one) for one in demo_messages()))
	return file


def answer(ended: Ended) -> dict[str, Any]:
	found: dict[str, Any] = json.loads(ended.out)
	return found


# --- demo -------------------------------------------------------------------------------------------------------------


def test_the_demo_shows_reviews_with_their_reasons_and_a_second_run_changes_nothing(
	iro_sync: IroSync,
) -> None:
	first = iro_sync("demo")
	assert first.code == 0, first.err
	for part in ("Reviews needed (", "Who must be told (", "Refused (", "working days from", "bank holiday"):
		assert part in first.out
	assert f"{len(demo_messages())} of {len(demo_messages())} messages" in first.err
	second = iro_sync("demo")
	assert second.code == 0
	assert "Nothing changed: everything was on file already" in second.out
	assert first.out[first.out.index("Reviews needed") :] == second.out[second.out.index("Reviews needed") :]


def test_the_demo_as_json(iro_sync: IroSync) -> None:
	found = answer(iro_sync("demo", "--json"))
	assert list(found) == KEYS
	assert found["as_of"] == DEMO_AS_OF.isoformat()
	counts = found["messages"]
	assert counts["read"] == len(demo_messages())
	assert counts["read"] == sum(counts[name] for name in ("applied", "duplicate", "stale", "refused"))
	assert list(found["reviews"][0]) == [
		"child_id", "kind", "timetable", "due_on", "statutory_due_on", "practical_on", "sequence", "status", "basis"
	]  # fmt: skip
	assert {"rule", "authority", "changed_on", "reason", "counted"} <= set(found["reviews"][0]["basis"][0])
	assert list(found["notices"][0]) == ["child_id", "rule", "tell", "tell_by", "reason", "counted"]


def test_the_demo_has_a_file_of_its_own_for_its_user_alone(iro_sync: IroSync, tmp_path: Path) -> None:
	iro_sync("demo")
	folder = tmp_path / "data" / "iro-sync"
	assert [path.name for path in folder.iterdir()] == ["demo.sqlite"]
	assert stat.S_IMODE(folder.stat().st_mode) == 0o700
	assert stat.S_IMODE((folder / "demo.sqlite").stat().st_mode) == 0o600


# --- replay -----------------------------------------------------------------------------------------------------------


def test_replay_by_default_goes_to_a_file_in_the_data_folder(
	iro_sync: IroSync, feed: Path, tmp_path: Path
) -> None:
	ended = iro_sync("replay", feed, "--as-of", DEMO_AS_OF)
	assert ended.code == 1, "some of the demo's messages are wrong"
	store = tmp_path / "data" / "iro-sync" / "platform.sqlite"
	assert stat.S_IMODE(store.stat().st_mode) == 0o600
	assert ended.err == "", "no progress bar where there is no terminal"


def test_replay_names_every_refused_line_with_its_faults(iro_sync: IroSync, tmp_path: Path) -> None:
	file = tmp_path / "messages.jsonl"
	file.write_bytes(b"\r\n".join([message(1), b"", b"not JSON", message(2, shoe_size=4), message(3)]))
	ended = iro_sync("replay", file, "--platform", "sqlite://", "--json")
	assert ended.code == 1
	found = answer(ended)
	assert found["messages"] == {"read": 4, "applied": 2, "duplicate": 0, "stale": 0, "refused": 2}
	assert [(one["file"], one["line"], one["column"]) for one in found["refused"]] == [
		(str(file), 3, None), (str(file), 4, None)
	]  # fmt: skip
	assert found["refused"][1]["id"] == "M-2-1"
	assert list(found["refused"][1]["faults"]) == ["data.shoe_size"]
	text = iro_sync("replay", file, "--platform", "sqlite://").out
	assert f"{file}, line 4, id M-2-1\n    data.shoe_size: " in text


def test_replay_from_standard_input(iro_sync: IroSync) -> None:
	ended = iro_sync(
		"replay", "-", "--platform", "sqlite://", "--json", stdin=message(1) + b"\n" + message(1)
	)
	assert ended.code == 0
	assert answer(ended)["messages"] == {"read": 2, "applied": 1, "duplicate": 1, "stale": 0, "refused": 0}


def test_an_empty_file_is_no_fault(iro_sync: IroSync) -> None:
	ended = iro_sync("replay", "-", "--platform", "sqlite://")
	assert ended.code == 0
	assert "Nothing changed: there was nothing to read" in ended.out


def test_a_second_replay_changes_nothing_and_says_so(iro_sync: IroSync, tmp_path: Path) -> None:
	store = f"sqlite:///{tmp_path / 'store.sqlite'}"
	assert iro_sync("replay", "-", "--platform", store, stdin=message(1)).code == 0
	again = iro_sync("replay", "-", "--platform", store, stdin=message(1))
	assert again.code == 0
	assert "Nothing changed: everything was on file already" in again.out


def test_as_of_moves_the_plan_with_time(iro_sync: IroSync, feed: Path, tmp_path: Path) -> None:
	store = f"sqlite:///{tmp_path / 'store.sqlite'}"
	before = answer(iro_sync("replay", feed, "--as-of", DEMO_AS_OF, "--platform", store, "--json"))
	later = DEMO_AS_OF + timedelta(days=90)
	after = answer(iro_sync("replay", "-", "--as-of", later, "--platform", store, "--json"))
	assert after["as_of"] == later.isoformat()

	def overdue(found: dict[str, Any]) -> int:
		return sum(review["status"] == "overdue" for review in found["reviews"])

	assert overdue(after) > overdue(before)


def test_today_is_the_day_in_london_by_default(iro_sync: IroSync) -> None:
	assert (
		answer(iro_sync("replay", "-", "--platform", "sqlite://", "--json"))["as_of"] == today().isoformat()
	)


def test_a_line_of_five_megabytes_and_one_of_raw_bytes(iro_sync: IroSync) -> None:
	lines = [message(1, team="x" * 5_000_000), b"\xff\xfe\x00", b"[" * 100_000, message(2)]
	ended = iro_sync("replay", "-", "--platform", "sqlite://", "--json", stdin=b"\n".join(lines))
	assert ended.code == 1
	assert answer(ended)["messages"]["refused"] == 3
	assert answer(ended)["messages"]["applied"] == 1


def test_what_a_terminal_would_obey_is_made_visible(iro_sync: IroSync) -> None:
	ended = iro_sync("replay", "-", "--platform", "sqlite://", stdin=message(1, **{"\x1b[2J": 1}))
	assert ended.code == 1
	assert "\x1b" not in ended.out


# --- import-903 -------------------------------------------------------------------------------------------------------


def a_return(folder: Path) -> Path:
	return ssda903.write_return(
		folder,
		[ssda903.header("901"), ssda903.header("902", born="31/02/2013")],
		[ssda903.episode("901", "10/11/2025", "S", "C2")],
		[ssda903.review("901", "01/12/2025")],
	)


def test_a_return_is_taken_row_by_row_and_a_second_time_changes_nothing(
	iro_sync: IroSync, tmp_path: Path
) -> None:
	folder = a_return(tmp_path / "return")
	ended = iro_sync("import-903", folder, "--as-of", "2026-03-31", "--json")
	assert ended.code == 1
	found = answer(ended)
	assert list(found) == [*KEYS, "voided", "notes"]
	assert found["rows"]["episodes.csv"] == {"read": 1, "applied": 1, "refused": 0}
	assert found["rows"]["header.csv"] == {"read": 2, "applied": 1, "refused": 1}
	(refused,) = found["refused"]
	assert (refused["file"], refused["line"], refused["column"]) == ("header.csv", 3, "DOB")
	assert [review["child_id"] for review in found["reviews"]] == ["901"]
	again = iro_sync("import-903", folder, "--as-of", "2026-03-31")
	assert "Nothing changed: everything was on file already, apart from 1 refused" in again.out


def test_a_return_that_is_refused_as_a_whole(iro_sync: IroSync, tmp_path: Path) -> None:
	folder = a_return(tmp_path / "return")
	(folder / "reviews.csv").unlink()
	ended = iro_sync("import-903", folder, "--as-of", "2026-03-31")
	assert ended.code == 1
	assert "Nothing changed: nothing was accepted" in ended.out


# --- a site -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def reachable(site: HttpPlatform, monkeypatch: pytest.MonkeyPatch) -> HttpPlatform:
	monkeypatch.setenv("IRO_SYNC_API_KEY", KEY)
	monkeypatch.setenv("IRO_SYNC_API_SECRET", SECRET)
	return site


def test_replay_to_a_site_notifies_nobody(iro_sync: IroSync, reachable: HttpPlatform) -> None:
	ended = iro_sync("replay", "-", "--platform", reachable.url, "--json", stdin=message(1))
	assert ended.code == 0, ended.err
	assert answer(ended)["messages"]["applied"] == 1
	assert reachable.notify == {False}


def test_a_return_to_a_site(iro_sync: IroSync, reachable: HttpPlatform, tmp_path: Path) -> None:
	reachable.as_of = today()
	ended = iro_sync("import-903", a_return(tmp_path / "return"), "--platform", reachable.url, "--json")
	assert ended.code == 1, ended.err
	assert answer(ended)["rows"]["episodes.csv"]["applied"] == 1
	assert reachable.notify == {False}


def test_a_site_has_a_clock_of_its_own(iro_sync: IroSync, reachable: HttpPlatform) -> None:
	ended = iro_sync("replay", "-", "--platform", reachable.url, "--as-of", "2026-05-31")
	assert ended.code == 2
	assert "--as-of" in ended.err


def test_a_site_needs_key_and_secret(iro_sync: IroSync, site: HttpPlatform) -> None:
	ended = iro_sync("replay", "-", "--platform", site.url)
	assert ended.code == 2
	assert "IRO_SYNC_API_KEY" in ended.err
	assert "IRO_SYNC_API_SECRET" in ended.err


def test_a_site_that_is_not_there(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	reachable.stop()
	monkeypatch.setattr("integration_service.steady.TRIES", 1)
	ended = iro_sync("replay", "-", "--platform", reachable.url, stdin=message(1))
	assert ended.code == 3
	assert "nothing is applied twice" in ended.err
	assert ended.out == ""


def test_a_site_that_refuses_us_is_a_matter_of_configuration(
	iro_sync: IroSync, reachable: HttpPlatform
) -> None:
	reachable.before = lambda method, sent: Reply.failing(403, "PermissionError")
	assert iro_sync("replay", "-", "--platform", reachable.url, stdin=message(1)).code == 2


# --- wrong usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "part"), [
	(["replay", "/no/such/file"], "does not exist"),
	(["replay", "/"], "is a directory"),
	(["import-903", "/no/such/folder"], "does not exist"),
	(["replay", "-", "--as-of", "31/05/2026"], "write it as 2026-05-31"),
	(["replay", "-", "--as-of", "1066-10-14"], "from 1990 to 2100"),
	(["replay", "-", "--platform", "http://site.council.gov.uk"], "unencrypted"),
	(["replay", "-", "--platform", "sqlite:////no/such/folder/store.sqlite"], "there is no folder"),
	(["replay", "-", "--platform", "sqlite:////dev/null/store.sqlite"], "there is no folder"),
	(["run"], "no broker"),
	(["run", "--broker", "amqp://localhost"], "no platform"),
	(["run", "--broker", "amqp://iro:hunter2@localhost"], "password on the command line"),
	(["run", "--broker", "amqp://localhost", "--platform", "sqlite://"], "must be a site"),
	(["publish", "-"], "no broker"),
	(["publish", "-", "--broker", "localhost"], "begins with amqp://"),
	(["frobnicate"], "No such command"),
])  # fmt: skip
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(
	iro_sync: IroSync, arguments: list[str], part: str
) -> None:
	ended = iro_sync(*arguments)
	assert ended.code == 2
	assert part in ended.err
	assert "hunter2" not in ended.err
	assert ended.out == ""


def test_run_names_both_when_both_are_missing(iro_sync: IroSync) -> None:
	err = iro_sync("run").err
	assert "no broker" in err
	assert "no platform" in err


def test_a_file_of_another_program_is_left_as_it_is(iro_sync: IroSync, tmp_path: Path) -> None:
	other = tmp_path / "other.sqlite"
	with sqlite3.connect(other) as connection:
		connection.execute("CREATE TABLE theirs (x)")
	connection.close()
	before = other.read_bytes()
	ended = iro_sync("replay", "-", "--platform", f"sqlite:///{other}", stdin=message(1))
	assert ended.code == 2
	assert other.read_bytes() == before


def test_a_data_folder_that_is_a_file(
	iro_sync: IroSync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	(tmp_path / "file").write_text("")
	monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
	ended = iro_sync("demo")
	assert ended.code == 2
	assert "XDG_DATA_HOME" in ended.err


def test_a_broker_that_is_not_there(iro_sync: IroSync) -> None:
	ended = iro_sync("publish", "-", "--broker", "amqp://127.0.0.1:1", stdin=message(1))
	assert ended.code == 3
	assert "Connection refused" in ended.err


def test_run_gives_up_when_the_broker_is_never_there(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr("integration_service.consumer.START_SECONDS", 0.3)
	before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
	try:
		ended = iro_sync("run", "--broker", "amqp://127.0.0.1:1/", "--platform", reachable.url)
	finally:
		for number, handler in before.items():
			signal.signal(number, handler)
	assert ended.code == 3
	*logged, last = ended.err.splitlines()
	assert {json.loads(line)["event"] for line in logged} == {"broker_lost"}
	assert "Connection refused" in last


def test_help_names_every_command_and_the_exit_codes(iro_sync: IroSync) -> None:
	text = iro_sync("--help").out
	for part in ("demo", "replay", "import-903", "publish", "run", "check", "Exit codes"):
		assert part in text
	assert "IRO_SYNC_API_SECRET" in iro_sync("run", "--help").out


# --- check ------------------------------------------------------------------------------------------------------------


def site_findings(
	iro_sync: IroSync, site: HttpPlatform, monkeypatch: pytest.MonkeyPatch, **health: Any
) -> dict[str, dict[str, Any]]:
	told = {**site.healthy({}), **health}
	site.before = lambda method, sent: Reply.message(told)
	monkeypatch.setenv("IRO_SYNC_BROKER", "amqp://127.0.0.1:1/")
	ended = iro_sync("check", "--platform", site.url, "--json")
	assert ended.code == 3, "the broker is not there"
	return {one["about"]: one for one in json.loads(ended.out)["checks"] if one["about"] != "broker"}


def test_check_is_content_with_a_healthy_site(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	found = site_findings(iro_sync, reachable, monkeypatch)
	assert {one["state"] for one in found.values()} == {"fine"}


PROBLEM = {"what": "The scheduler is stopped.", "do": "Switch it on."}


@pytest.mark.parametrize(("about", "health", "found", "advice"), [
	("site", {"problems": [PROBLEM]}, "The scheduler is stopped.", "Switch it on."),
	("clock", {"today": "2020-01-01"}, "the site takes today for 2020-01-01", "time server"),
	("versions", {"app_version": "9.0.0"}, "the site runs 9.0.0 of the app", "the same version"),
	("versions", {"frappe_version": "14.2.0"}, "the site runs Frappe 14.2.0", "versions 15 and 16"),
	("rights", {"roles": ["Records Integration", "System Manager"]}, "its user has more than it needs: System", "take"),
	("contract", {"record_types": ["child"]}, "the site does not know these records yet: legal-status", "migrate"),
])  # fmt: skip
def test_check_says_what_is_wrong_with_a_site_and_what_to_do(
	iro_sync: IroSync,
	reachable: HttpPlatform,
	monkeypatch: pytest.MonkeyPatch,
	about: str,
	health: dict[str, Any],
	found: str,
	advice: str,
) -> None:
	finding = site_findings(iro_sync, reachable, monkeypatch, **health)[about]
	assert finding["state"] == "wrong"
	assert finding["found"].startswith(found)
	assert advice in finding["advice"]


def test_check_looks_at_the_status_port(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	(port,) = free_ports(1)
	monkeypatch.setenv("IRO_SYNC_STATUS", f"127.0.0.1:{port}")
	assert "is free" in site_findings(iro_sync, reachable, monkeypatch)["status port"]["found"]
	with served(StatusAddress("127.0.0.1", port), Pulse(), Metrics()):
		assert (
			"the service answers" in site_findings(iro_sync, reachable, monkeypatch)["status port"]["found"]
		)
	monkeypatch.setenv("IRO_SYNC_STATUS", f"127.0.0.1:{reachable.port}")
	finding = site_findings(iro_sync, reachable, monkeypatch)["status port"]
	assert (finding["state"], finding["found"]) == (
		"wrong",
		f"127.0.0.1:{reachable.port}: Address already in use",
	)


def test_check_compares_the_clocks(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	real = reachable.healthy({})
	past = Reply.message(real)
	wrong = Reply(past.status, past.body, {**past.headers, "Date": "Wed, 21 Oct 2015 07:28:00 GMT"})
	reachable.before = lambda method, sent: wrong
	monkeypatch.setenv("IRO_SYNC_BROKER", "amqp://127.0.0.1:1/")
	ended = iro_sync("check", "--platform", reachable.url)
	assert "seconds behind ours" in ended.out


def test_check_tells_a_wrong_secret_from_a_missing_role(
	iro_sync: IroSync, reachable: HttpPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setenv("IRO_SYNC_BROKER", "amqp://127.0.0.1:1/")
	reachable.before = lambda method, sent: Reply.failing(403, "PermissionError")
	assert "Records Integration" in iro_sync("check", "--platform", reachable.url).out
	reachable.before = lambda method, sent: Reply.failing(401, "AuthenticationError")
	assert "IRO_SYNC_API_SECRET" in iro_sync("check", "--platform", reachable.url).out
	reachable.before = lambda method, sent: Reply.failing(417, "ValidationError")
	assert "install the app" in iro_sync("check", "--platform", reachable.url).out


def test_check_names_every_fault_of_the_configuration_and_goes_on(
	iro_sync: IroSync, reachable: HttpPlatform
) -> None:
	ended = iro_sync("check", "--platform", reachable.url)
	assert ended.code == 2
	assert "PROBLEM configuration: no broker" in ended.out
	assert "ok      platform" in ended.out


def test_dates_for_people_read_as_people_write_them(iro_sync: IroSync) -> None:
	out = iro_sync("demo").out
	assert "As of 31 May 2026" in out
	assert not re.search(r"\d{4}-\d{2}-\d{2}", out)
