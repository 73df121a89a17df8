"""The users of the record, whom administrators manage: `app.people` in QML."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.form import Form
from tfcollab.app.jobs import Jobs
from tfcollab.store.models import Role
from tfcollab.store.people import (
    UserView,
    add_user,
    change_role,
    disable_user,
    readmit_user,
    replace_recovery_key,
    users,
)
from tfcollab.store.store import Store


class PeopleModel(Form):
    """kept tells "added", "readmitted", "disabled", "role" or "recovery key"."""

    #: not with every change of the form: a list that is made anew takes the keyboard from what is in it
    shownChanged = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, parent)
        self._users: tuple[UserView, ...] = ()
        self._recovery_key = ""

    @Property("QVariantList", notify=shownChanged)
    def found(self) -> list[dict[str, Any]]:
        """[{"name", "role": code, "disabled", "own": who is logged in}], by name; empty before `look`."""
        own = "" if self.store is None else self.store.user.name
        return [
            {"name": one.name, "role": str(one.role), "disabled": one.disabled, "own": one.name == own}
            for one in self._users
        ]

    @Property(str, notify=shownChanged)
    def recoveryKey(self) -> str:
        """A new one, shown once, until `written_down`."""
        return self._recovery_key

    def open(self, store: Store) -> None:
        """Somebody is logged in."""
        self.store = store
        self._show(())

    @Slot()
    def look(self) -> None:
        """Reads the users, where an administrator asks."""
        if self.store is not None and self.store.user.role is Role.ADMINISTRATOR:
            self._read(users, self._show)

    @Slot(str, str, str)
    def add(self, name: str, role: str, passphrase: str) -> None:
        """Lets a new user in; role: clinician, researcher or administrator."""
        self._change("added", lambda store: add_user(store, name, Role(role), passphrase))

    @Slot(str, str)
    def readmit(self, name: str, passphrase: str) -> None:
        """A new passphrase for a user who is shut out, or forgot it."""
        self._change("readmitted", lambda store: readmit_user(store, name, passphrase))

    @Slot(str)
    def disable(self, name: str) -> None:
        """Shuts a user out at once."""
        self._change("disabled", lambda store: disable_user(store, name))

    @Slot(str, str)
    def change_role(self, name: str, role: str) -> None:
        """From the user's next login on."""
        self._change("role", lambda store: change_role(store, name, Role(role)))

    @Slot()
    def replace_recovery_key(self) -> None:
        """A new one; the one before opens nothing any more."""
        self._keep("recovery key", replace_recovery_key, self._show_key)

    @Slot()
    def written_down(self) -> None:
        self._show_key("")

    def close(self) -> None:
        super().close()
        self._show(())
        self._show_key("")

    def _change(self, what: str, work: Callable[[Store], None]) -> None:
        def change(store: Store) -> tuple[UserView, ...]:
            work(store)
            return users(store)

        self._keep(what, change, self._show)

    def _show(self, found: tuple[UserView, ...]) -> None:
        self._users = found
        self.shownChanged.emit()

    def _show_key(self, key: str) -> None:
        self._recovery_key = key
        self.shownChanged.emit()
