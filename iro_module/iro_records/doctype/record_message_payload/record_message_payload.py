from iro_module.iro_records.fed_record import FedRecord


class RecordMessagePayload(FedRecord):
	"""The text of a message as it was received, under the message's own name: for the data officer alone.

	Apart from the message, since its row outlives the text, and since more people look at what became of it.
	"""
