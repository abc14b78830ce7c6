"""The indicators IND1 to IND18: how many, out of how many, which cases, and what was left out and why.

Facts go in as frozen cases, figures come out with every case counted, so that a reader can open them. Each indicator's
definition is text beside the code that counts it. Start at `register.counted`; `combining` breaks figures down and puts
them together, `small_numbers` makes them fit to be published. Nothing ranks IROs or social workers.
"""
