"""A person at the desk, over HTTP: what Frappe's own pages send, without the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests


@dataclass
class Answer:
	"""What came back: the status, the class of the error if there was one, and the data."""

	status: int
	exc_type: str | None
	data: Any
	text: str = ""
	"""The answer as it came."""

	@property
	def ok(self) -> bool:
		return self.status == 200


class Desk:
	"""One logged-in session. No page is opened, so Frappe asks for no token against forged requests."""

	def __init__(self, url: str, user: str, password: str) -> None:
		self.url, self.user = url, user
		self.session = requests.Session()
		done = self.session.post(f"{url}/api/method/login", data={"usr": user, "pwd": password}, timeout=60)
		done.raise_for_status()

	def get(self, doctype: str, name: str) -> Answer:
		return self._call("GET", f"/api/resource/{doctype}/{name}")

	def names(self, doctype: str, **filters: Any) -> set[str]:
		"""The names of the rows that the list shows; PermissionError where there is no list at all."""
		answer = self.list(doctype, **filters)
		if not answer.ok:
			raise PermissionError(answer.exc_type)
		return {row["name"] for row in answer.data}

	def list(self, doctype: str, **filters: Any) -> Answer:
		asked = {"limit_page_length": 0, "filters": json.dumps(filters)}
		return self._call("GET", f"/api/resource/{doctype}", params=asked)

	def change(self, doctype: str, name: str, **values: Any) -> Answer:
		"""Save some fields of a document as it stands now."""
		return self._call("PUT", f"/api/resource/{doctype}/{name}", json=values)

	@contextmanager
	def changed(self, doctype: str, name: str, **values: Any) -> Iterator[Answer]:
		"""Save some fields for the length of a test, and put them back as they were."""
		before = self.get(doctype, name).data
		answer = self.change(doctype, name, **values)
		assert answer.ok, answer
		try:
			yield answer
		finally:
			back = self.change(doctype, name, **{field: before.get(field) for field in values})
			assert back.ok, back

	def add(self, doctype: str, **values: Any) -> Answer:
		return self._call("POST", f"/api/resource/{doctype}", json=values)

	def delete(self, doctype: str, name: str) -> Answer:
		return self._call("DELETE", f"/api/resource/{doctype}/{name}")

	def save_form(self, doc: dict[str, Any]) -> Answer:
		"""Save a whole document as the form does, with the time stamp under which it was opened."""
		form = {"doc": json.dumps(doc), "action": "Save"}
		return self._call("POST", "/api/method/frappe.desk.form.save.savedocs", data=form)

	def call(self, method: str, /, **arguments: Any) -> Answer:
		return self._call("POST", f"/api/method/{method}", json=arguments)

	def fetch(self, path: str, **asked: Any) -> Answer:
		"""GET any path of the site."""
		return self._call("GET", path, params=asked)

	def _call(self, verb: str, path: str, **more: Any) -> Answer:
		answer = self.session.request(
			verb, f"{self.url}{path}", timeout=60, headers={"Accept": "application/json"}, **more
		)
		body = answer.json() if "json" in answer.headers.get("Content-Type", "") else {}
		data = body.get("data", body.get("message"))
		return Answer(answer.status_code, body.get("exc_type"), data, answer.text)
