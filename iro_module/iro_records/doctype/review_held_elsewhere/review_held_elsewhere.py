from iro_module.iro_records.fed_record import FedRecord


class ReviewHeldElsewhere(FedRecord):
	"""A review held before go-live or in another system: its date and how the child took part."""
