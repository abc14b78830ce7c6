"""The challenge of the reviewing service: escalations, commendations, themes."""
