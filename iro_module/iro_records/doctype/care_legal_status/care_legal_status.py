from iro_module.iro_records.fed_record import FedRecord


class CareLegalStatus(FedRecord):
	"""The legal status under which the child is looked after, from a date."""
