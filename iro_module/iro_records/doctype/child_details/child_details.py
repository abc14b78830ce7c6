from iro_module.iro_records.fed_record import FedRecord


class ChildDetails(FedRecord):
	"""Who the child is, as one source of the records says it."""
