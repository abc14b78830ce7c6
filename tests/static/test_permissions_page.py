"""The page on permissions says what the truth table says."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from permissions_page import PAGE, page


def test_the_table_on_the_page_is_the_truth_table() -> None:
	assert PAGE.read_text(encoding="utf-8") == page(), "run: python3 scripts/permissions_page.py"
