from iro_module.iro_records.fed_record import FedRecord


class PeriodofCare(FedRecord):
	"""A continuous time of being looked after, from 903 RNE S to an end reason other than X1."""
