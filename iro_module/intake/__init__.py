"""Where the platform and the rules meet: lock the child, load, call the domain, save.

Everything that plans goes through here: the feed (`ingesting`), the desk and the nightly job (`planning`).
"""
