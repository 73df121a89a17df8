import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfcollab.store.opening import Created, create_store
from tfcollab.store.places import Places
from tfcollab.store.store import Store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "records")


@pytest.fixture
def created(places: Places) -> Iterator[Created]:
    """A new, empty record, Ada logged in."""
    from records import ADMINISTRATOR, CHEAP, PASSPHRASE

    made = create_store(places, ADMINISTRATOR, PASSPHRASE, CHEAP)
    yield made
    made.store.close()


@pytest.fixture
def store(created: Created) -> Store:
    return created.store
