"""A user's own way in: the passphrase, and the system keyring: `app.access` in QML."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.form import Form
from tfcollab.app.jobs import Jobs
from tfcollab.store.people import change_passphrase, confirm
from tfcollab.store.places import Places
from tfcollab.store.store import Store
from tfcollab.store.system_keyring import available, forget, remember, remembered


class AccessModel(Form):
    """keyring: "none" (this computer has none), "off" or "on" for who is logged in; empty while it is not known.

    kept tells "passphrase", "remembered" or "forgotten".
    """

    #: a property's signal has to be of its own class
    shownChanged = Signal()

    def __init__(self, places: Places, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, parent)
        self.changed.connect(self.shownChanged)
        self._places = places
        self._names: frozenset[str] = frozenset()
        self._available: bool | None = None

    @Property(str, notify=shownChanged)
    def keyring(self) -> str:
        if self.store is None or self._available is None:
            return ""
        if not self._available:
            return "none"
        return "on" if self.store.user.name in self._names else "off"

    @Property("QStringList", notify=shownChanged)
    def remembered(self) -> list[str]:
        """Whom a keyring may let in here; nobody on a computer without one."""
        return sorted(self._names) if self._available else []

    def open(self, store: Store) -> None:
        """Somebody is logged in."""
        self.store = store
        self.look()

    @Slot()
    def look(self) -> None:
        """Reads whom a keyring lets in; asks for the keyring itself only where it could matter."""
        if not self._places.keys.exists():
            return
        is_open = self.store is not None

        def find() -> tuple[frozenset[str], bool | None]:
            names = remembered(self._places)
            return names, available() if names or is_open else None

        self._jobs.run(find, self._found, self.failed.emit)

    @Slot(str, str)
    def change_passphrase(self, old: str, new: str) -> None:
        """The user's own; no data is encrypted anew."""
        self._keep("passphrase", lambda store: change_passphrase(store, old, new))

    @Slot(str)
    def remember(self, passphrase: str) -> None:
        """Lets the user in by the keyring from now on, where it is their passphrase."""

        def let_in(store: Store) -> None:
            # whoever passes by an open record is not to get in later
            confirm(store, passphrase)
            remember(store)

        self._keep("remembered", let_in, lambda _: self.look())

    @Slot()
    def forget(self) -> None:
        """Asks for the passphrase again from now on."""
        self._keep("forgotten", forget, lambda _: self.look())

    def close(self) -> None:
        super().close()
        self.look()

    def _found(self, found: tuple[frozenset[str], bool | None]) -> None:
        self._names, self._available = found
        self.changed.emit()
