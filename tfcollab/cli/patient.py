"""`tfcollab patient`: adding a patient to the exam record, and correcting what it says of one."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, legible, logged_in
from tfcollab.errors import UserError

if TYPE_CHECKING:
    from tfcollab.store.patients import PatientView

app = typer.Typer(no_args_is_help=True, help="List, add and correct patients of the exam record.")


class SexChoice(StrEnum):
    """As the record has it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


_Born = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Birth date; empty for not known.")]
_Sex = Annotated[SexChoice | None, typer.Option(help="Sex.")]
_Ids = Annotated[
    list[str] | None, typer.Option("--id", metavar="SYSTEM=NUMBER", help="A number of others; empty takes it away.")
]


@app.command("list")
def list_patients(
    user: UserOption,
    typed: Annotated[str, typer.Argument(help="Beginnings of a name, a number or a pseudonym.")] = "",
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Up to 50 patients, one line each: pseudonym, sex, name, birth date, numbers. A researcher sees no names."""
    from tfcollab.store.patients import find_patients

    with logged_in(user, folder, keyring) as store:
        for seen in find_patients(store, typed):
            print(_line(seen))


@app.command()
def add(
    user: UserOption,
    name: Annotated[str, typer.Option(help="Name, in any script.", prompt=True)],
    born: _Born = None,
    sex: _Sex = None,
    ids: _Ids = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Add a patient; shows the pseudonym."""
    from tfcollab.store.models import Sex
    from tfcollab.store.patients import PatientData, add_patient

    data = PatientData(name, _date(born), Sex(sex.value if sex else "unknown"), _changed({}, ids))
    with logged_in(user, folder, keyring) as store:
        print(_line(add_patient(store, data)))


@app.command()
def change(
    patient: Annotated[str, typer.Argument(help="Pseudonym, as `patient list` shows it.")],
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Why; what it said before stays in the trail.", prompt=True)],
    name: Annotated[str | None, typer.Option(help="The right name.")] = None,
    born: _Born = None,
    sex: _Sex = None,
    ids: _Ids = None,
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Correct name, birth date, sex or numbers of a patient; what is not given stays as it is."""
    from tfcollab.store.models import Sex
    from tfcollab.store.patients import PatientData, change_patient, find_patients

    with logged_in(user, folder, keyring) as store:
        found = [seen for seen in find_patients(store, patient) if seen.pseudonym == patient]
        if not found or found[0].data is None:
            raise UserError(f"No patient has the pseudonym {legible(patient)}: `tfcollab patient list` shows them.")
        held = found[0].data
        data = PatientData(
            held.name if name is None else name,
            held.birth_date if born is None else _date(born),
            held.sex if sex is None else Sex(sex.value),
            _changed(dict(held.external_ids), ids),
        )
        print(_line(change_patient(store, found[0].id, found[0].version, data, reason)))


def _line(seen: "PatientView") -> str:
    if seen.data is None:
        return f"{seen.pseudonym}  {seen.sex}"
    born = "–" if seen.data.birth_date is None else seen.data.birth_date.isoformat()
    ids = [f"{legible(system)}={legible(value)}" for system, value in seen.data.external_ids.items()]
    return "  ".join([seen.pseudonym, seen.sex, legible(seen.data.name), born, *ids])


def _date(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise UserError(f"The birth date {typed} cannot be read: write it as YYYY-MM-DD.") from None


def _changed(held: dict[str, str], given: list[str] | None) -> dict[str, str]:
    for pair in given or ():
        system, parted, value = pair.partition("=")
        if not parted or not system.strip():
            raise UserError(f"--id {pair} is not SYSTEM=NUMBER: write for instance hospital=4711.")
        held[system.strip()] = value.strip()
    return {system: value for system, value in held.items() if value}
