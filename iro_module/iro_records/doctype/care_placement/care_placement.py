from iro_module.iro_records.fed_record import FedRecord


class CarePlacement(FedRecord):
	"""Where the child lives, or is planned to live. The reason for change says why this placement ended."""
