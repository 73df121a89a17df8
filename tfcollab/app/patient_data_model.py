"""What the record says of a patient, and changing it: `app.patientData` in QML."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from tfcollab.app.form import Form
from tfcollab.app.jobs import Jobs
from tfcollab.errors import UserError
from tfcollab.store.models import Sex
from tfcollab.store.patients import PatientData, PatientView, change_patient, patient
from tfcollab.store.store import Store


class PatientDataModel(Form):
    """kept tells "patient"; renamed tells id and name after it."""

    #: a property's signal has to be of its own class
    shownChanged = Signal()
    #: the data has just been read, to be changed
    editing = Signal()
    renamed = Signal(str, str)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, parent)
        self.changed.connect(self.shownChanged)
        self._patient_id = ""
        self._view: PatientView | None = None

    @Property("QVariantMap", notify=shownChanged)
    def held(self) -> dict[str, Any]:
        """{"name", "born": YYYY-MM-DD or empty, "sex": code, "ids": [{"system", "number"}], "pseudonym"}; the first
        two and the ids empty for a researcher; all empty before it is read."""
        view = self._view
        if view is None:
            return {}
        data = view.data
        return {
            "name": "" if data is None else data.name,
            "born": "" if data is None or data.birth_date is None else data.birth_date.isoformat(),
            "sex": str(view.sex),
            "ids": []
            if data is None
            else [{"system": system, "number": number} for system, number in data.external_ids.items()],
            "pseudonym": view.pseudonym,
        }

    def open(self, store: Store, patient_id: str) -> None:
        """Whose data is looked at from now on."""
        if patient_id != self._patient_id:
            self._view = None
        self.store, self._patient_id = store, patient_id
        self._read(lambda store: patient(store, patient_id), self._show)

    @Slot()
    def edit(self) -> None:
        """Reads the data anew; then tells `editing`."""
        patient_id = self._patient_id

        def show(view: PatientView) -> None:
            self._show(view)
            self.begin()
            self.editing.emit()

        self._read(lambda store: patient(store, patient_id), show)

    @Slot(str, str, str, "QVariantList", str)
    def save(self, name: str, born: str, sex: str, ids: Sequence[Any], reason: str) -> None:
        """born: YYYY-MM-DD or empty. ids: as `held` gives them; one without a number is taken away."""
        view = self._view
        if view is None:
            return
        pairs = [(str(one["system"]).strip(), str(one["number"]).strip()) for one in ids]

        def keep(store: Store) -> PatientView:
            data = PatientData(name, _date(born), Sex(sex), _by_system(pairs))
            return change_patient(store, view.id, view.version, data, reason.strip())

        self._keep("patient", keep, self._changed)

    def close(self) -> None:
        self._patient_id, self._view = "", None
        super().close()

    def _show(self, view: PatientView) -> None:
        if view.id == self._patient_id:
            self._view = view

    def _changed(self, view: PatientView) -> None:
        self._show(view)
        if view.data is not None:
            self.renamed.emit(view.id, view.data.name)


def _date(typed: str) -> date | None:
    born = typed.strip()
    try:
        return date.fromisoformat(born) if born else None
    except ValueError:
        raise UserError(f"The birth date {born} cannot be read: write it as YYYY-MM-DD.") from None


def _by_system(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for system, number in pairs:
        if not number:
            continue
        if not system:
            raise UserError(f"Say whose number {number} is: the hospital's, for instance.")
        if system in found:
            raise UserError(f"There are two numbers of {system}: give one of them another name.")
        found[system] = number
    return found
