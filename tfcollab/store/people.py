"""Users of a record: adding, disabling, roles, passphrases, recovery key. The data is never encrypted anew for these.

Whoever was let in once has had the key: somebody who is to be shut out for good must not keep a copy of the files.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store.audit import Action
from tfcollab.store.models import Role, User
from tfcollab.store.opening import changed_key_file, check_passphrase, checked_name, try_key
from tfcollab.store.store import Store
from tfcollab.store.wrapping import DEFAULT_COST, Cost, new_recovery_key


@dataclass(frozen=True, slots=True)
class UserView:
    name: str
    role: Role
    disabled: bool


def users(store: Store) -> tuple[UserView, ...]:
    """All users, by name; administrators only."""
    store.allow(Role.ADMINISTRATOR)
    with store.unit() as unit:
        rows = unit.session.scalars(select(User).order_by(User.name)).all()
        unit.tell(Action.VIEW, "users", new={"found": len(rows)})
    return tuple(UserView(row.name, Role(row.role), row.disabled) for row in rows)


def add_user(store: Store, name: str, role: Role, passphrase: str, cost: Cost = DEFAULT_COST) -> None:
    """Lets a new user in; administrators only.

    Raises:
        UserError: not allowed, the name is taken or bad, or the passphrase is too short.
    """
    store.allow(Role.ADMINISTRATOR)
    name = checked_name(name)
    check_passphrase(passphrase, name)
    with store.unit() as unit:
        if _found(unit.session, name) is not None:
            raise UserError(f"There is a user {name} already: choose another name.")
        row = User(name=name, role=role)
        unit.session.add(row)
        unit.session.flush()
        unit.tell(Action.CREATE, "user", row.id, new={"name": name, "role": role})
    # second, so that no key is given to somebody whom the record does not know
    _seal(store, name, passphrase, cost)


def readmit_user(store: Store, name: str, passphrase: str, cost: Cost = DEFAULT_COST) -> None:
    """Gives a disabled user, or one who forgot it, a new passphrase; administrators only."""
    store.allow(Role.ADMINISTRATOR)
    check_passphrase(passphrase, name)
    with store.unit() as unit:
        row = _one(unit.session, name)
        unit.tell(Action.CHANGE, "user", row.id, old={"disabled": row.disabled}, new={"passphrase": "new"})
        row.disabled = False
    _seal(store, row.name, passphrase, cost)


def disable_user(store: Store, name: str) -> None:
    """Shuts a user out, at once where they are logged in; administrators only, and not the last one."""
    store.allow(Role.ADMINISTRATOR)
    with store.unit() as unit:
        row = _one(unit.session, name)
        _keep_an_administrator(unit.session, row)
        unit.tell(Action.CHANGE, "user", row.id, old={"disabled": row.disabled}, new={"disabled": True})
        row.disabled = True
    with changed_key_file(store.access.places) as file:
        file.users.pop(row.name, None)
        file.keyring.pop(row.name, None)


def change_role(store: Store, name: str, role: Role) -> None:
    """Gives a user another role, from their next login on; administrators only."""
    store.allow(Role.ADMINISTRATOR)
    with store.unit() as unit:
        row = _one(unit.session, name)
        if role is not Role.ADMINISTRATOR:
            _keep_an_administrator(unit.session, row)
        unit.tell(Action.CHANGE, "user", row.id, old={"role": row.role}, new={"role": role})
        row.role = role


def change_passphrase(store: Store, old: str, new: str, cost: Cost = DEFAULT_COST) -> None:
    """The user's own passphrase.

    Raises:
        UserError: the old one is wrong, or the new one too short.
    """
    name = store.user.name
    check_passphrase(new, name)
    try_key(store.access.places, name, lambda file: file.open_for_user(name, old))
    _seal(store, name, new, cost)
    with store.unit() as unit:
        unit.tell(Action.CHANGE, "user", store.user.id, new={"passphrase": "new"})


def confirm(store: Store, passphrase: str) -> None:
    """Raises UserError unless it is the passphrase of the user who is logged in; a failure counts as one to log in."""
    name = store.user.name
    try_key(store.access.places, name, lambda file: file.open_for_user(name, passphrase))


def replace_recovery_key(store: Store, cost: Cost = DEFAULT_COST) -> str:
    """A new recovery key, to be shown once; the one before it opens nothing any more. Administrators only."""
    store.allow(Role.ADMINISTRATOR)
    fresh = new_recovery_key()
    with changed_key_file(store.access.places) as file:
        file.seal_for_recovery(store.access.key, fresh, cost)
    with store.unit() as unit:
        unit.tell(Action.CHANGE, "user", store.user.id, new={"recovery key": "new"})
    return fresh


def _seal(store: Store, name: str, passphrase: str, cost: Cost) -> None:
    with changed_key_file(store.access.places) as file:
        file.seal_for_user(name, store.access.key, passphrase, cost)
        file.attempts.pop(name, None)


def _found(session: Session, name: str) -> User | None:
    return session.scalars(select(User).where(User.name == checked_name(name))).one_or_none()


def _one(session: Session, name: str) -> User:
    row = _found(session, name)
    if row is None:
        raise UserError(f"There is no user {name} in this exam record.")
    return row


def _keep_an_administrator(session: Session, leaving: User) -> None:
    held = session.scalars(select(User).where(User.role == Role.ADMINISTRATOR, User.disabled.is_(False))).all()
    if [row.id for row in held] == [leaving.id]:
        raise UserError("The last administrator stays: make somebody else an administrator first.")
