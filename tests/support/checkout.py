"""The project's own files, and copies of them for what writes beside its sources: building a wheel, or assets."""

from __future__ import annotations

import shutil
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
_MADE_HERE = shutil.ignore_patterns(
	".git", ".venv", "__pycache__", "*.egg-info", "build", "dist", ".*_cache", ".hypothesis"
)


def copy_checkout(to: Path) -> Path:
	"""A copy without what was made in the checkout; `to` must not exist yet. Returns it."""
	return Path(shutil.copytree(CHECKOUT, to, symlinks=True, ignore=_MADE_HERE))
