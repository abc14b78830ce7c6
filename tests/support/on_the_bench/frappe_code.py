"""Runs on the bench: executes code from standard input on one site, commits, prints `result` as JSON."""

import json
import sys
from typing import Any

import frappe


def main() -> None:
	request = json.load(sys.stdin)
	names: dict[str, Any] = {"frappe": frappe, "result": None, **request["values"]}
	frappe.init(site=sys.argv[1])
	frappe.connect()
	try:
		exec(compile(request["code"], "<code of the test>", "exec"), names)  # noqa: S102 - the test's own code
		frappe.db.commit()
	finally:
		frappe.destroy()
	print(f"\n{json.dumps(names['result'], default=str)}")


if __name__ == "__main__":
	main()
