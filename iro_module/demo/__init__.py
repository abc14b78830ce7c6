"""A fictitious council, Wenbury, and a month of what its records system says. Nobody in it is or was a real person."""
