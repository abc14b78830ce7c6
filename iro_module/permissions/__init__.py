"""Who may do what: the truth table by role, and one criterion for the rows of each doctype."""
