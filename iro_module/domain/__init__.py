"""The rules: what a child's records mean for the reviews the child needs.

Nothing here imports Frappe, reads a file, a clock or a database: dates and frozen dataclasses in, dates and
frozen dataclasses out. Every public function names the rule and its legal or technical source.
"""
