"""The package as somebody else gets it: built, installed in an empty environment, and tried from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.checkout import copy_checkout

PACKAGES = ("iro_module", "integration_service")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
	"""A copy of the checkout, since building leaves files beside the sources."""
	return copy_checkout(tmp_path_factory.mktemp("source") / "checkout")


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
	folder = tmp_path_factory.mktemp("wheel")
	run(
		[
			sys.executable,
			"-m",
			"pip",
			"wheel",
			"--quiet",
			"--no-deps",
			"--wheel-dir",
			str(folder),
			str(source),
		]
	)
	(built,) = folder.glob("*.whl")
	return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
	"""`iro-sync`, installed from the wheel into an environment with nothing else in it."""
	folder = tmp_path_factory.mktemp("installed") / "env"
	venv.create(folder, with_pip=True)
	run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", f"{wheel}[integration]"])
	return folder / "bin" / "iro-sync"


def run(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
	done = subprocess.run(arguments, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
	assert done.returncode == 0, f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
	return done


def test_wheel_holds_every_file_of_both_packages(wheel: Path, source: Path) -> None:
	held = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
	expected = {
		str(file.relative_to(source))
		for package in PACKAGES
		for file in (source / package).rglob("*")
		if file.is_file() and "dist" not in file.parts
	}
	assert sorted(expected - held) == [], "add the file type to package-data in pyproject.toml"


def test_wheel_holds_nothing_else(wheel: Path) -> None:
	top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
	assert {name for name in top if not name.endswith(".dist-info")} == set(PACKAGES)


def test_wheel_does_not_ask_for_frappe(wheel: Path) -> None:
	archive = zipfile.ZipFile(wheel)
	(metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
	wanted = [
		line for line in archive.read(metadata).decode().splitlines() if line.startswith("Requires-Dist:")
	]
	assert any("marshmallow" in line for line in wanted)
	assert not [line for line in wanted if "frappe" in line.lower()]


def test_demo_runs_from_an_empty_folder_and_a_second_run_changes_nothing(
	command: Path, tmp_path: Path
) -> None:
	home, folder = tmp_path / "home", tmp_path / "empty"
	home.mkdir()
	folder.mkdir()
	clean = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
	first, second = (
		json.loads(run([str(command), "demo", "--json"], cwd=folder, env=clean).stdout) for _ in range(2)
	)
	assert first["messages"]["applied"] > 0
	assert first["reviews"], "the demo shows no review"
	assert second["messages"]["applied"] == 0
	assert second["messages"]["read"] == first["messages"]["read"]
	assert second["reviews"] == first["reviews"]
	assert second["notices"] == first["notices"]
	assert list(folder.iterdir()) == []
