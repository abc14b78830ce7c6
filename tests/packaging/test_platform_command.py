"""`make platform` where something is missing: it stops before it changes anything, and says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import free_ports

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bench(tmp_path: Path) -> Path:
	"""The outside of a bench: enough for the checks that come before anything is run on it."""
	folder = tmp_path / "bench"
	(folder / "apps" / "frappe" / "frappe").mkdir(parents=True)
	(folder / "apps" / "frappe" / "frappe" / "__init__.py").write_text('__version__ = "15.55.1"\n')
	(folder / "env" / "bin").mkdir(parents=True)
	(folder / "env" / "bin" / "python").symlink_to(sys.executable)
	(folder / "sites").mkdir()
	return folder


def platform(bench: Path, site: str = "iro.localhost") -> subprocess.CompletedProcess[str]:
	return subprocess.run(
		[sys.executable, str(ROOT / "scripts" / "install_platform.py")],
		env={"PATH": os.environ["PATH"], "FRAPPE_BENCH": str(bench), "SITE": site},
		capture_output=True,
		text=True,
		check=False,
	)


def contents(folder: Path) -> list[str]:
	return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


def test_without_a_bench_it_says_how_to_get_one(tmp_path: Path) -> None:
	done = platform(tmp_path / "nowhere")
	assert done.returncode == 2
	assert "bench init --frappe-branch version-15" in done.stderr
	assert "apps/frappe" in done.stderr


def test_without_a_site_it_asks_for_one(bench: Path) -> None:
	done = platform(bench, site="")
	assert done.returncode == 2
	assert "SITE=" in done.stderr


@pytest.mark.parametrize("site", ["../elsewhere", "a/b", "assets", "-x"])
def test_a_site_name_that_is_no_folder_name_is_refused(bench: Path, site: str) -> None:
	done = platform(bench, site)
	assert done.returncode == 2
	assert f"'{site}'" in done.stderr


@pytest.mark.parametrize("version", ["14.9.0", "17.0.0-dev"])
def test_another_version_of_frappe_is_refused(bench: Path, version: str) -> None:
	(bench / "apps" / "frappe" / "frappe" / "__init__.py").write_text(f'__version__ = "{version}"\n')
	done = platform(bench)
	assert done.returncode == 2
	assert version in done.stderr
	assert "runs on 15 and 16" in done.stderr


def test_servers_that_do_not_answer_are_named_with_their_port_and_nothing_is_changed(bench: Path) -> None:
	database, cache, queue = free_ports(3)
	(bench / "sites" / "common_site_config.json").write_text(
		f'{{"db_host": "127.0.0.1", "db_port": {database}, "redis_cache": "redis://127.0.0.1:{cache}",'
		f' "redis_queue": "redis://127.0.0.1:{queue}"}}'
	)
	before = contents(bench)
	done = platform(bench)
	assert done.returncode == 2
	assert f"MariaDB does not answer at 127.0.0.1:{database}" in done.stderr
	assert f"127.0.0.1:{cache} (redis_cache)" in done.stderr
	assert f"127.0.0.1:{queue} (redis_queue)" in done.stderr
	assert contents(bench) == before
