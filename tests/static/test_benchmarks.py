"""The benchmarks run from start to end. What they measure is nobody's to assert."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
	"line",
	[
		"300 children: ",
		"exponent of growth from 100 to 400: ",
		"history and plan: ",
		"plan alone: ",
		"÷ bare arithmetic of the timetable's dates: ",
		"naive ÷ ours: ",
	],
)
def test_plan_prints_its_ratios(quick_run: str, line: str) -> None:
	assert line in quick_run


@pytest.fixture(scope="module")
def quick_run() -> str:
	done = subprocess.run(
		[sys.executable, "benchmarks/plan.py", "--quick"],
		cwd=ROOT,
		env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
		check=False,
		capture_output=True,
		text=True,
		encoding="utf-8",
	)
	assert done.returncode == 0, done.stderr
	return done.stdout
