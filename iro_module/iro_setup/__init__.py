"""What a council sets: limits, trigger rules, who its staff ids are; and whether the service is in order."""
