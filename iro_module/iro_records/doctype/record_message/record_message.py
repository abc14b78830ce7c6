from iro_module.iro_records.fed_record import FedRecord


class RecordMessage(FedRecord):
	"""One message of the feed and what became of it: the data officer's window on the records."""
