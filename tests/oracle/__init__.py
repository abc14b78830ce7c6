"""A second, naive reading of the rules, to be compared with the real one.

Slow and obvious on purpose: days are counted one by one, months by leafing through a calendar, a child's state on a
day by looking through all records, and a plan by writing down every demand and taking the earliest. It takes nothing
from the rules but records, codes, the numbers of the policy and the classes that results are compared in.
"""
