from iro_module.iro_setup.case_document import CaseDocument


class LettertoChild(CaseDocument):
	pass
