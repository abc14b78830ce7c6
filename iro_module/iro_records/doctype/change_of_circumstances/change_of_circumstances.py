from iro_module.iro_records.fed_record import FedRecord


class ChangeofCircumstances(FedRecord):
	"""One change in the child's circumstances: when it happened, when it was told, what settled it.

	Found in the records by the timetable (`flags.planned`); people read it.
	"""
