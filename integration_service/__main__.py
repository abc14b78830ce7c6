"""`python -m integration_service`: the same as `iro-sync`, where that is not on the path."""

from integration_service.cli import main

main(prog_name="iro-sync")
