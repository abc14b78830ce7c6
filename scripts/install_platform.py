"""Install this checkout on a Frappe bench: `make platform FRAPPE_BENCH=~/frappe-bench SITE=iro.localhost`.

Needs the bench, its MariaDB and Redis running, and only Python's standard library: not the `bench` program.
It can be run again at any time; what is done already is left alone. A site that does not exist yet is made
and set up (Europe/London, scheduler on, tests allowed); an existing one keeps its settings. Demo data goes
only to a site with `allow_tests` that holds no children.

Environment:
  FRAPPE_BENCH            the bench's folder (default ~/frappe-bench)
  SITE                    the site's name, its folder under sites/
  MARIADB_ROOT_USERNAME   the database administrator, for a new site only (default root)
  MARIADB_ROOT_PASSWORD   its password
  ADMIN_PASSWORD          the new site's Administrator password; without it one is made up and printed once
Exit code: 0 installed; 1 a step failed; 2 something is missing, and the message says what to do.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from bench_services import unreachable_services

CHECKOUT = Path(__file__).resolve().parent.parent
APP = "iro_module"
VERSIONS = (15, 16)
GET_A_BENCH = (
	"Make one with Frappe's bench program (https://docs.frappe.io/framework/user/en/installation):\n"
	"  pip install frappe-bench && bench init --frappe-branch version-15 frappe-bench\n"
	"and name it: make platform FRAPPE_BENCH=~/frappe-bench SITE=iro.localhost"
)
# Runs one `bench` command whose arguments stay out of the list of processes, since they hold passwords.
QUIET_COMMAND = (
	"import json, os, sys; sys.argv = ['bench', *json.loads(os.environ.pop('FRAPPE_ARGUMENTS'))];"
	" from frappe.utils.bench_helper import main; main()"
)


class NotReady(Exception):
	"""Something that this program cannot provide is missing; the text says what to do."""


class StepFailed(Exception):
	"""A step ended with an error; what it printed stands above."""


class Bench:
	"""A bench's folder, and its commands run without the `bench` program."""

	def __init__(self, folder: Path, site: str) -> None:
		self.folder, self.site = folder, site
		self.sites = folder / "sites"
		self.python = folder / "env" / "bin" / "python"

	@property
	def site_config(self) -> Path:
		return self.sites / self.site / "site_config.json"

	def config(self) -> dict:
		"""The settings of the bench, overlaid with those of the site."""
		settings = {}
		for file in (self.sites / "common_site_config.json", self.site_config):
			if file.exists():
				settings.update(json.loads(file.read_text()))
		return settings

	def frappe(self, *arguments: str, capture: bool = False, secret: bool = False) -> str:
		"""Run `bench --site SITE ...` (with `secret`: `bench ...`, hidden from others). Raises StepFailed."""
		command = [
			str(self.python),
			"-m",
			"frappe.utils.bench_helper",
			"frappe",
			"--site",
			self.site,
			*arguments,
		]
		environment = {**os.environ, "FRAPPE_BENCH_ROOT": str(self.folder), "PYTHONWARNINGS": "ignore"}
		if secret:
			command = [str(self.python), "-c", QUIET_COMMAND]
			environment["FRAPPE_ARGUMENTS"] = json.dumps(["frappe", *arguments])
		done = subprocess.run(
			command,
			cwd=self.sites,
			env=environment,
			check=False,
			text=True,
			stdout=subprocess.PIPE if capture else None,
		)
		if done.returncode != 0:
			raise StepFailed(f"`frappe {arguments[0]}` ended with exit code {done.returncode}")
		return done.stdout or ""

	def call(self, method: str, **arguments: object) -> object:
		"""Call a dotted path on the site, commit, and return its answer (None for anything empty)."""
		printed = self.frappe("execute", method, "--kwargs", repr(arguments), capture=True).strip()
		return json.loads(printed.splitlines()[-1]) if printed else None


def step(text: str) -> None:
	print(f"\n==> {text}", flush=True)


# --- what has to be there -----------------------------------------------------------------------------------


def find_bench() -> Bench:
	"""The bench and site that the environment names. Raises NotReady."""
	folder = Path(os.environ.get("FRAPPE_BENCH") or "~/frappe-bench").expanduser().resolve()
	site = os.environ.get("SITE", "")
	for part in ("apps/frappe", "env/bin/python", "sites"):
		if not (folder / part).exists():
			raise NotReady(f"{folder} is no Frappe bench: it has no {part}. {GET_A_BENCH}")
	if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", site) or site in ("assets", "apps.txt"):
		raise NotReady(
			f"Name the site: make platform FRAPPE_BENCH={folder} SITE=iro.localhost (SITE is now '{site}')"
		)
	return Bench(folder, site)


def check_version(bench: Bench) -> None:
	text = (bench.folder / "apps" / "frappe" / "frappe" / "__init__.py").read_text()
	found = re.search(r"^__version__ = [\"']((\d+)[^\"']*)", text, re.MULTILINE)
	if not found or int(found[2]) not in VERSIONS:
		raise NotReady(
			f"The bench runs Frappe {found[1] if found else '(version unknown)'}; the app runs on 15 and 16."
			f" {GET_A_BENCH}"
		)
	print(f"Frappe {found[1]} in {bench.folder}")


def check_services(bench: Bench) -> None:
	problems = unreachable_services(bench.config(), bench.folder)
	if problems:
		raise NotReady("\n".join(problems))


# --- the app on the bench -----------------------------------------------------------------------------------


def link_app(bench: Bench) -> None:
	target = bench.folder / "apps" / APP
	if target.exists() and target.resolve() != CHECKOUT:
		raise NotReady(
			f"{target} holds another copy of the app, not this one ({CHECKOUT})."
			f" Run `make platform` in that folder, or move it away first."
		)
	if not target.exists():
		target.unlink(missing_ok=True)
		target.symlink_to(CHECKOUT)
		print(f"Linked {target}")
	apps = bench.sites / "apps.txt"
	names = apps.read_text().split() if apps.exists() else ["frappe"]
	if APP not in names:
		apps.write_text("\n".join([*names, APP]) + "\n")
		print(f"Added to {apps}")


def install_package(bench: Bench) -> None:
	"""pip install --editable, unless this very state of the packaging files is installed already."""
	digest = hashlib.sha256(str(CHECKOUT).encode())
	for name in ("pyproject.toml", "setup.py"):
		digest.update((CHECKOUT / name).read_bytes())
	stamp = bench.folder / "env" / f".{APP}-installed"
	importable = subprocess.run(
		[str(bench.python), "-c", f"import {APP}, marshmallow, holidays, dateutil"],
		cwd=bench.sites,
		check=False,
		capture_output=True,
	)
	if importable.returncode == 0 and stamp.exists() and stamp.read_text() == digest.hexdigest():
		print("Already installed")
		return
	pip = [str(bench.python), "-m", "pip", "install"]
	if subprocess.run([*pip[:3], "--version"], check=False, capture_output=True).returncode != 0:
		uv = shutil.which("uv")
		if uv is None:
			raise NotReady(f"The bench's environment has no pip. Add it with: {bench.python} -m ensurepip")
		pip = [uv, "pip", "install", "--python", str(bench.python)]
	if (
		subprocess.run(
			[*pip, "--quiet", "--editable", str(bench.folder / "apps" / APP)], check=False
		).returncode
		!= 0
	):
		raise StepFailed(
			"pip could not install the app. Check the network, or set PIP_INDEX_URL to an index you can reach"
		)
	stamp.write_text(digest.hexdigest())


# --- the site -----------------------------------------------------------------------------------------------


def make_site(bench: Bench) -> None:
	"""Make and set up the site if there is none. One that an interrupted run left half made is made afresh."""
	unfinished = bench.sites / f".{bench.site}.unfinished"
	if bench.site_config.exists() and not unfinished.exists():
		print("The site exists; its settings stay as they are")
		return
	root_password = os.environ.get("MARIADB_ROOT_PASSWORD") or bench.config().get("root_password")
	if not root_password:
		raise NotReady(
			f"The site {bench.site} does not exist yet, and making one needs the database administrator:"
			" set MARIADB_ROOT_PASSWORD (and MARIADB_ROOT_USERNAME if it is not root)."
		)
	password = os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12)
	unfinished.touch()
	bench.frappe(
		*("new-site", bench.site, "--force", "--admin-password", password),
		*(
			"--db-root-username",
			os.environ.get("MARIADB_ROOT_USERNAME") or "root",
			"--db-root-password",
			root_password,
		),
		secret=True,
	)
	bench.frappe("set-config", "--parse", "allow_tests", "1")
	complete_set_up(bench)
	unfinished.unlink()
	if not os.environ.get("ADMIN_PASSWORD"):
		print(f"\nThe Administrator's password, shown only this once: {password}", flush=True)


def complete_set_up(bench: Bench) -> None:
	"""What the set-up wizard asks of the first person to log in, answered for an English council."""
	answers = {
		"language": "English",
		"country": "United Kingdom",
		"timezone": "Europe/London",
		"currency": "GBP",
		"enable_telemetry": 0,
	}
	bench.call("frappe.desk.page.setup_wizard.setup_wizard.setup_complete", args=answers)
	bench.frappe("enable-scheduler")


def install_app(bench: Bench) -> None:
	if APP in (bench.call("frappe.get_installed_apps") or []):
		print("Installed already: bringing the site up to date (migrate)")
		bench.frappe("migrate", "--skip-search-index")
	else:
		bench.frappe(
			"clear-cache"
		)  # what it keeps of the apps' modules is older than the app's place in apps.txt
		bench.frappe("install-app", APP)


def build_assets(bench: Bench) -> list[str]:
	"""Build the app's JavaScript and CSS; returns what is left for a person to do."""
	again = "then run this command again"
	if shutil.which("node") is None or shutil.which("yarn") is None:
		return [
			f"Assets were not built: node or yarn is missing. Install Node 18 or newer and yarn, {again}."
		]
	if not (bench.folder / "apps" / "frappe" / "node_modules").exists():
		return [f"Assets were not built: run `yarn install` in {bench.folder}/apps/frappe, {again}."]
	if (bench.sites / "assets" / "assets.json").exists():
		bench.frappe("build", "--app", APP)
	else:
		bench.frappe("build")
	return []


def load_demo_data(bench: Bench) -> None:
	if not bench.config().get("allow_tests"):
		print("No demo data: the site does not have allow_tests")
	elif bench.call("frappe.db.count", dt="Looked After Child"):
		print("No demo data: the site holds children already")
	else:
		bench.frappe("execute", f"{APP}.demo.site.load")


def main() -> int:
	try:
		step("Looking at the bench")
		bench = find_bench()
		check_version(bench)
		check_services(bench)
		step("Installing the app on the bench")
		link_app(bench)
		install_package(bench)
		step(f"Site {bench.site}")
		make_site(bench)
		step("Installing the app on the site")
		install_app(bench)
		step("Building assets")
		left_to_do = build_assets(bench)
		step("Demo data")
		load_demo_data(bench)
		step("Checking the installation")
		bench.frappe("execute", f"{APP}.iro_setup.health.report")
	except NotReady as problem:
		print(f"\n{problem}", file=sys.stderr)
		return 2
	except StepFailed as problem:
		print(f"\nStopped: {problem}. Put it right and run the same command again.", file=sys.stderr)
		return 1
	report(bench, left_to_do)
	return 1 if left_to_do else 0


def report(bench: Bench, left_to_do: list[str]) -> None:
	"""Where to go now."""
	step("Done")
	port = bench.config().get("webserver_port", 8000)
	print("Start the bench (bench start), or restart it if it is running.")
	print(f"Then log in at http://{bench.site}:{port}/app as Administrator.")
	for line in left_to_do:
		print(f"LEFT TO DO: {line}")


if __name__ == "__main__":
	sys.exit(main())
