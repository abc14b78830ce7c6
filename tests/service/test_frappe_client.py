"""The client of a site against a server that answers wrong on purpose: what it believes, and what leaves it unsure."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from integration_service.delivery import Entry
from integration_service.frappe_client import FrappePlatform
from integration_service.outcomes import DeliveryFault, Trouble
from integration_service.reading import entry_of
from iro_module.domain.intake import Outcome
from tests.broker.queues import message
from tests.support.http_platform import KEY, SECRET, HttpPlatform, Reply


def entries(*numbers: int) -> list[Entry]:
	return [entry_of(message(number), HttpPlatform(Path()).as_of) for number in numbers]


def fault_of(client: FrappePlatform, *numbers: int) -> DeliveryFault:
	with pytest.raises(DeliveryFault) as raised:
		client.ingest(entries(*(numbers or (1,))), notify=True)
	return raised.value


def test_each_entry_gets_its_outcome(client: FrappePlatform) -> None:
	batch = [*entries(1, 2, 1), entry_of(b"not JSON", HttpPlatform(Path()).as_of)]
	settled = client.ingest(batch, notify=True)
	assert [one.outcome for one in settled] == [
		Outcome.APPLIED, Outcome.APPLIED, Outcome.DUPLICATE, Outcome.REFUSED
	]  # fmt: skip
	assert [one.id for one in settled] == ["M-1-1", "M-2-1", "M-1-1", batch[3].digest]
	assert settled[3].faults


def test_an_empty_batch_is_not_sent(client: FrappePlatform, site: HttpPlatform) -> None:
	assert client.ingest([], notify=True) == []
	assert not site.calls


def test_the_end_of_a_full_statement_voids_what_it_no_longer_names(client: FrappePlatform) -> None:
	client.ingest(entries(1, 2, 3), notify=False)
	assert client.close_statement("urn:tests:records", 2, ["CH-2"]) == 2
	assert client.close_statement("urn:tests:records", 2, ["CH-2"]) == 0


def test_answers_about_all_children(client: FrappePlatform) -> None:
	assert set(client.planned_reviews()) >= {"as_of", "reviews", "notices", "incomplete"}
	health = client.health()
	assert health["time_zone"] == "Europe/London"
	assert abs(health["clock_ahead"]) < 5


WRONG: dict[str, Any] = {
	"empty": Reply(200, b""),
	"HTML": Reply(200, b"<html>Log in</html>"),
	"JSON of another shape": Reply(200, b"[]"),
	"no message": Reply(200, b"{}"),
	"a text for a message": Reply.message("done"),
	"no outcomes": Reply.message({}),
	"too few outcomes": Reply.message({"outcomes": [{"outcome": "applied", "id": "M-1-1", "faults": {}}]}),
	"outcomes of others": Reply.message({"outcomes": [
		{"outcome": "applied", "id": "M-2-1", "faults": {}}, {"outcome": "applied", "id": "M-1-1", "faults": {}}
	]}),
	"an unknown outcome": Reply.message({"outcomes": [
		{"outcome": "fine", "id": "M-1-1", "faults": {}}, {"outcome": "applied", "id": "M-2-1", "faults": {}}
	]}),
	"outcomes that are no objects": Reply.message({"outcomes": ["applied", "applied"]}),
	"faults that cannot be read": Reply.message({"outcomes": [
		{"outcome": "refused", "id": "M-1-1", "faults": "bad"}, {"outcome": "applied", "id": "M-2-1", "faults": {}}
	]}),
	"half an answer": Reply(200, b'{"message": {"outcomes": [', hang_up=10),
	"no answer": Reply(200, b"{}", hang_up=0),
	"no content": Reply(204, b""),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_an_answer_that_is_not_as_agreed_is_unsure(
	client: FrappePlatform, site: HttpPlatform, what: str
) -> None:
	site.after = lambda method, sent: WRONG[what]
	assert fault_of(client, 1, 2).trouble is Trouble.UNSURE
	site.after = lambda method, sent: None
	again = client.ingest(entries(1, 2), notify=True)
	assert [one.outcome for one in again] == [Outcome.DUPLICATE, Outcome.DUPLICATE]


@pytest.mark.parametrize(("reply", "trouble", "exc_type"), [
	(Reply.failing(417, "ValidationError"), Trouble.MESSAGE, "ValidationError"),
	(Reply.failing(417, "DocumentLockedError"), Trouble.LATER, "DocumentLockedError"),
	(Reply.failing(503, "RetryBatch"), Trouble.AGAIN, "RetryBatch"),
	(Reply(500, b"<html>Internal Server Error</html>"), Trouble.LATER, None),
	(Reply(500, b'{"exc_type": ["no text"]}'), Trouble.LATER, None),
	(Reply(413, b"<html>too large</html>"), Trouble.MESSAGE, None),
	(Reply(302, b"", {"Location": "/login"}), Trouble.OURS, None),
])  # fmt: skip
def test_errors_are_told_apart_by_their_type(
	client: FrappePlatform, site: HttpPlatform, reply: Reply, trouble: Trouble, exc_type: str | None
) -> None:
	site.before = lambda method, sent: reply
	fault = fault_of(client)
	assert (fault.trouble, fault.exc_type, fault.status) == (trouble, exc_type, reply.status)


def test_a_redirect_is_not_followed(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = lambda method, sent: Reply(301, b"", {"Location": f"{site.url}/elsewhere"})
	fault_of(client)
	assert sum(site.calls.values()) == 1, "credentials must not travel to where somebody else points"


@pytest.mark.parametrize(("given", "seconds"), [("7", 7.0), ("soon", None), ("-1", None), (None, None)])
def test_how_long_the_platform_asks_us_to_wait(
	client: FrappePlatform, site: HttpPlatform, given: str | None, seconds: float | None
) -> None:
	headers = {"Retry-After": given} if given else {}
	site.before = lambda method, sent: Reply(429, b"{}", headers)
	assert fault_of(client).retry_after == seconds


def test_a_date_to_wait_for(client: FrappePlatform, site: HttpPlatform) -> None:
	site.before = lambda method, sent: Reply(503, b"", {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
	assert fault_of(client).retry_after == 0.0


def test_a_slow_answer_is_unsure_since_it_may_be_stored(client: FrappePlatform, site: HttpPlatform) -> None:
	hasty = FrappePlatform(site.url, KEY, SECRET, read_seconds=0.2)
	site.after = lambda method, sent: time.sleep(1)
	assert fault_of(hasty).trouble is Trouble.UNSURE
	site.after = lambda method, sent: None
	assert client.ingest(entries(1), notify=True)[0].outcome is Outcome.DUPLICATE


def test_nobody_there_means_later(client: FrappePlatform, site: HttpPlatform) -> None:
	site.stop()
	assert fault_of(client).trouble is Trouble.LATER


def test_a_name_that_does_not_exist_means_later() -> None:
	assert fault_of(FrappePlatform("https://nowhere.invalid", KEY, SECRET)).trouble is Trouble.LATER


def test_a_connection_that_the_site_closed_meanwhile_is_opened_again(
	client: FrappePlatform, site: HttpPlatform
) -> None:
	client.ingest(entries(1), notify=True)
	site.stop()
	site.start()
	assert client.ingest(entries(2), notify=True)[0].outcome is Outcome.APPLIED


def test_a_wrong_secret_is_ours_to_fix(site: HttpPlatform) -> None:
	fault = fault_of(FrappePlatform(site.url, KEY, "wrong"))
	assert (fault.trouble, fault.status) == (Trouble.OURS, 401)
	assert "wrong" not in str(fault)


def test_a_netrc_file_does_not_replace_the_token(
	client: FrappePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
	netrc = tmp_path / "netrc"
	netrc.write_text("machine 127.0.0.1 login other password other\n")
	monkeypatch.setenv("NETRC", str(netrc))
	assert client.ingest(entries(1), notify=True)[0].outcome is Outcome.APPLIED


def test_faults_say_nothing_of_what_was_sent(client: FrappePlatform, site: HttpPlatform) -> None:
	for reply in (Reply.failing(417, "ValidationError"), Reply(200, b"Marigold"), Reply(500, b"Marigold")):
		site.before = lambda method, sent, reply=reply: reply
		assert "Marigold" not in str(fault_of(client))
