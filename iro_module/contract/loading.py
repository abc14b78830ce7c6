"""The values of one JSON object, as its schema has them.

Nearly every message is sound, and ingest reads each twice: once in the service, once on the site. So a sound object is
read by asking each field for its value; only one that is not goes to marshmallow, which words the faults.
"""

from collections.abc import Collection, Mapping
from typing import Any

from marshmallow import ValidationError

from iro_module.contract.schemas import StrictSchema


def sound_values(
	schema: StrictSchema, given: Mapping[str, Any], optional: Collection[str] = ()
) -> dict[str, Any] | None:
	"""What `schema.load` gives of an object without faults, or None.

	optional: needed fields that may be left out all the same.
	"""
	values: dict[str, Any] = {}
	for name, value in given.items():
		field = schema.values.get(name)
		if field is None or (value is None and not field.allow_none):
			return None
		try:
			values[name] = None if value is None else field.typed(value)
		except ValidationError:
			return None
	missing = schema.needed.difference(values, optional)
	return None if missing else values
