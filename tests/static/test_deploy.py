"""What operators install: every metric named exists, every alert has its entry in the runbook, units are sound."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from integration_service.metrics import Metrics
from integration_service.settings import NAMES, from_environment

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
RULES = (DEPLOY / "prometheus" / "iro-sync.rules.yml").read_text()
DASHBOARD = (DEPLOY / "grafana" / "iro-sync.json").read_text()
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
SERVICE_PAGE = (ROOT / "docs" / "service.md").read_text()
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
ALERTS = re.findall(r"^\s+- alert: (\w+)$", RULES, re.MULTILINE)


def existing() -> set[str]:
	"""Every name under which Prometheus keeps what the service measures."""
	names = set()
	for family in Metrics().registry.collect():
		names |= {sample.name for sample in family.samples}
		names |= {f"{family.name}_bucket"} if family.type == "histogram" else set()
	return {name for name in names if not name.endswith("_created")}


@pytest.mark.parametrize(
	"text", [RULES, DASHBOARD, RUNBOOK, SERVICE_PAGE], ids=["rules", "dashboard", "runbook", "docs"]
)
def test_every_metric_that_is_named_exists(text: str) -> None:
	named = set(re.findall(r"\biro_sync_[a-z_]+", text)) - {"iro_sync_api_secret"}
	families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in existing()}
	assert named
	assert named - existing() - families == set()


def test_every_metric_is_explained() -> None:
	families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in existing()}
	assert {name for name in families if name not in SERVICE_PAGE} == set()


def test_every_alert_has_its_entry_and_every_entry_its_alert() -> None:
	entries = re.findall(r"^## (IroSync\w+)$", RUNBOOK, re.MULTILINE)
	assert len(ALERTS) >= 10
	assert sorted(entries) == sorted(ALERTS)
	assert re.findall(r"runbook: docs/runbook\.md#(\w+)", RULES) == [alert.lower() for alert in ALERTS]


def test_every_alert_says_how_grave_it_is_and_what_is_wrong() -> None:
	assert len(re.findall(r"labels: \{severity: (?:critical|warning)\}", RULES)) == len(ALERTS)
	assert len(re.findall(r"^\s+summary: \w", RULES, re.MULTILINE)) == len(ALERTS)


def test_labels_that_are_compared_are_ever_given() -> None:
	"""A rule about a label's value that the service never writes would never fire."""
	given = {
		(label, value)
		for family in Metrics().registry.collect()
		for sample in family.samples
		for label, value in sample.labels.items()
	}
	compared = set(re.findall(r'(\w+)="(\w+)"', RULES + DASHBOARD.replace("\\", ""))) - {("job", "iro")}
	assert {one for one in compared if one[0] != "job"} <= given


def test_the_dashboard_is_one_that_grafana_reads() -> None:
	dashboard = json.loads(DASHBOARD)
	ids = [panel["id"] for panel in dashboard["panels"]]
	assert len(ids) == len(set(ids)) >= 10
	assert all(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])


@pytest.mark.parametrize("unit", UNITS, ids=[unit.name for unit in UNITS])
def test_units_name_settings_that_exist_and_no_secret(unit: Path) -> None:
	text = unit.read_text()
	credentials = re.findall(r"^LoadCredential=(\w+):/etc/iro-sync/secrets/\w+$", text, re.MULTILINE)
	assert len(credentials) == text.count("LoadCredential=") == 4
	variables = {name.upper() for name in credentials} | set(
		re.findall(r"^Environment=(\w+)=", text, re.MULTILINE)
	)
	assert variables <= set(NAMES)
	assert "Type=notify" in text
	assert "Restart=always" in text


def test_units_are_what_systemd_takes() -> None:
	program = shutil.which("systemd-analyze")
	if program is None:
		pytest.skip("no systemd-analyze: units are not verified")
	for unit in UNITS:
		done = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True, check=False)
		faults = [
			line for line in done.stderr.splitlines() if unit.name in line and "not executable" not in line
		]
		assert not [line for line in faults if "/opt/iro-sync" not in line], done.stderr


def test_prometheus_takes_the_rules() -> None:
	program = shutil.which("promtool")
	if program is None:
		pytest.skip("no promtool: alert rules are not checked by Prometheus itself")
	path = str(DEPLOY / "prometheus" / "iro-sync.rules.yml")
	done = subprocess.run([program, "check", "rules", path], capture_output=True, text=True, check=False)
	assert done.returncode == 0, done.stderr


def test_the_example_of_an_environment_can_be_used() -> None:
	lines = (DEPLOY / "environment.example").read_text().splitlines()
	settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
	secrets = {"IRO_SYNC_API_KEY": "key", "IRO_SYNC_API_SECRET": "secret"}
	assert from_environment({**settings, **secrets}, needs=("broker", "site")).status is not None
	assert not [name for name in settings if re.search("SECRET|PASSWORD|KEY", name)]


def test_the_brokers_users_have_the_least_rights() -> None:
	"""The council's system may publish and nothing else; the service touches its own queues and the one exchange."""
	definitions = json.loads((DEPLOY / "rabbitmq" / "definitions.json").read_text())
	rights = {one["user"]: one for one in definitions["permissions"]}
	council, service = rights["council-records"], rights["iro-sync"]
	assert (council["configure"], council["read"]) == ("^$", "^$")
	assert re.search(council["write"], "council.records")
	for kind in ("configure", "write", "read"):
		assert re.search(service[kind], "iro.records.v1")
		assert not re.search(service[kind], "payroll")
	assert not any(user["tags"] or user["password_hash"] for user in definitions["users"])
