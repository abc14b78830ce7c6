import pytest

from tests.platform.permissions.cast import Cast, make
from tests.support.site import Site


@pytest.fixture(scope="package")
def cast(site: Site) -> Cast:
	"""One user for each role, and children whom they reach in different ways."""
	return make(site)
