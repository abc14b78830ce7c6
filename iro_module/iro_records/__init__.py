"""The child and what the council's records say of the child. Kept by the feed; people read it here."""
