"""The exam record as the start screen sees it: making it, unlocking it, finding and adding patients."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.idle_lock import IdleLock
from tfcollab.app.jobs import Jobs
from tfcollab.store import patients
from tfcollab.store.models import Role, Sex
from tfcollab.store.opening import Created, create_store, open_store, recover, unlock
from tfcollab.store.patients import PatientData, PatientView
from tfcollab.store.places import Places
from tfcollab.store.record_settings import set_lock_after
from tfcollab.store.store import Store
from tfcollab.store.system_keyring import open_by_keyring


class RecordModel(QObject):
    """state: "none" (no record yet), "locked", "working" (a passphrase is tried), "key" (the recovery key is to be
    written down) or "open". asleep: open, and locked because nobody used it; what is on the screens is still there.
    The store is only used in the jobs' thread, but for locking it.
    """

    changed = Signal()
    foundChanged = Signal()
    failed = Signal(str)
    #: the record is open, and its store there
    opened = Signal()
    #: a patient was added: its place in `found` is the first
    added = Signal()
    created = Signal()

    def __init__(self, places: Places, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._places = places
        self._jobs = jobs
        self._store: Store | None = None
        self._state = "locked" if places.keys.exists() else "none"
        self._recovery_key = ""
        self._found: tuple[PatientView, ...] = ()
        self._typed = ""
        self._asleep = self._waking = False
        self._trouble = ""
        self.idle = IdleLock(lambda: self._store, self)
        self.idle.asleep.connect(self._fall_asleep)

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, constant=True)
    def folder(self) -> str:
        return str(self._places.folder)

    @Property(str, notify=changed)
    def user(self) -> str:
        return "" if self._store is None else self._store.user.name

    @Property(bool, notify=changed)
    def mayExamine(self) -> bool:
        """A researcher looks, but does not examine."""
        return self._store is not None and self._store.user.role is not Role.RESEARCHER

    @Property(bool, notify=changed)
    def administers(self) -> bool:
        """Whether the user may change what holds for the whole record."""
        return self._store is not None and self._store.user.role is Role.ADMINISTRATOR

    @Property(bool, notify=changed)
    def asleep(self) -> bool:
        return self._asleep

    @Property(bool, notify=changed)
    def waking(self) -> bool:
        """Whether a passphrase is being tried to go on."""
        return self._waking

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why it does not wake, a sentence."""
        return self._trouble

    @Property(float, notify=changed)
    def lockAfterMin(self) -> float:
        """Minutes without use after which it locks itself; 0 while it is not open."""
        return 0.0 if self._store is None else self._store.lock_after_s / 60

    @Property(str, notify=changed)
    def warning(self) -> str:
        """Where the audit trail does not fit its anchor."""
        return "" if self._store is None else self._store.audit_fault

    @Property(str, notify=changed)
    def recoveryKey(self) -> str:
        """Shown once, until `written_down`."""
        return self._recovery_key

    @Property("QVariantList", notify=foundChanged)
    def found(self) -> list[dict[str, str]]:
        """[{"id", "name", "born", "ids", "pseudonym"}]: the recent ones while nothing is typed."""
        return [_shown(view) for view in self._found]

    @property
    def store(self) -> Store | None:
        return self._store

    @Slot(str, str)
    def create(self, name: str, passphrase: str) -> None:
        """A new record; its recovery key is shown once."""
        self._go("working")
        self._jobs.run(lambda: create_store(self._places, name, passphrase), self._created, self._refused("none"))

    @Slot()
    def written_down(self) -> None:
        self._recovery_key = ""
        self._go("open")
        self.search("")
        self.opened.emit()

    @Slot(str, str)
    def unlock(self, name: str, passphrase: str) -> None:
        self._go("working")
        self._jobs.run(lambda: open_store(self._places, name, passphrase), self._opened, self._refused("locked"))

    @Slot(str)
    def unlock_by_keyring(self, name: str) -> None:
        """Without a passphrase, by what the system keyring holds for this user."""
        self._go("working")
        self._jobs.run(lambda: open_by_keyring(self._places, name.strip()), self._opened, self._refused("locked"))

    @Slot(str, str, str)
    def recover(self, name: str, recovery_key: str, new_passphrase: str) -> None:
        """Gives a user a new passphrase by the recovery key; a new key is shown once."""
        self._go("working")
        self._jobs.run(
            lambda: recover(self._places, name, recovery_key, new_passphrase), self._show_key, self._refused("locked")
        )

    @Slot()
    def lock(self) -> None:
        """Closes the record, after what is being written."""
        store, self._store = self._store, None
        self._found, self._asleep = (), False
        self.foundChanged.emit()
        self._go("locked")
        if store is not None:
            self._jobs.run(store.close, lambda _: None, self.failed.emit)

    @Slot(str)
    def wake(self, passphrase: str) -> None:
        """Goes on after the record has locked itself, as the same user."""
        store = self._store
        if store is None or not self._asleep:
            return
        self._waking, self._trouble = True, ""
        self.changed.emit()
        self._jobs.run(lambda: unlock(store, passphrase), lambda _: self._woken(), self._woken)

    @Slot(float)
    def set_lock_after(self, minutes: float) -> None:
        """Changes after how long it locks itself, for everybody who uses the record."""
        store = self._store
        if store is not None:
            self._jobs.run(
                lambda: set_lock_after(store, round(60 * minutes)),
                lambda _: self.changed.emit(),
                self._refused("open"),
            )

    @Slot(str)
    def search(self, typed: str) -> None:
        """Fills `found` as one types."""
        store, self._typed = self._store, typed
        if store is None:
            return

        def find() -> tuple[PatientView, ...]:
            # what was typed in the meantime asks again
            if typed != self._typed:
                return self._found
            return patients.find_patients(store, typed) if typed.strip() else patients.recent_patients(store)

        self._jobs.run(find, self._show, self.failed.emit)

    @Slot(str, str, str, str)
    def add(self, name: str, born: str, sex: str, hospital_id: str) -> None:
        """born: YYYY-MM-DD or empty. sex: female, male, other or unknown."""
        store = self._store
        if store is None:
            return
        try:
            birth_date = date.fromisoformat(born.strip()) if born.strip() else None
        except ValueError:
            self.failed.emit(f"The birth date {born} cannot be read: write it as YYYY-MM-DD.")
            return
        ids = {"hospital": hospital_id.strip()} if hospital_id.strip() else {}
        data = PatientData(name, birth_date, Sex(sex), ids)
        self._jobs.run(lambda: patients.add_patient(store, data), self._show_added, self.failed.emit)

    def close(self) -> None:
        """Ends the use of the record; call it last of all that uses the jobs."""
        store, self._store = self._store, None
        if store is not None:
            self._jobs.run(store.close, lambda _: None, lambda _: None)

    @Slot()
    def _fall_asleep(self) -> None:
        if not self._asleep and self._state in ("open", "key"):
            self._asleep = True
            self.changed.emit()

    def _woken(self, trouble: str = "") -> None:
        self._waking, self._trouble = False, trouble
        self._asleep = self._store is not None and trouble != ""
        self.changed.emit()

    def _created(self, created: Created) -> None:
        self.created.emit()
        self._show_key(created)

    def _show_key(self, created: Created) -> None:
        self._store, self._recovery_key = created.store, created.recovery_key
        self._go("key")

    def _opened(self, store: Store) -> None:
        self._store = store
        self._go("open")
        self.search("")
        self.opened.emit()

    def _refused(self, state: str) -> Callable[[str], None]:
        def refuse(sentence: str) -> None:
            self._go(state)
            self.failed.emit(sentence)

        return refuse

    def _show(self, found: tuple[PatientView, ...]) -> None:
        self._found = found
        self.foundChanged.emit()

    def _show_added(self, added: PatientView) -> None:
        self._show((added,))
        self.added.emit()

    def _go(self, state: str) -> None:
        self._state = state
        self.changed.emit()


def _shown(view: PatientView) -> dict[str, Any]:
    data = view.data
    if data is None:
        return {"id": view.id, "name": view.pseudonym, "born": "", "ids": "", "pseudonym": view.pseudonym}
    return {
        "id": view.id,
        "name": data.name,
        "born": "" if data.birth_date is None else data.birth_date.isoformat(),
        "ids": ", ".join(data.external_ids.values()),
        "pseudonym": view.pseudonym,
    }
