"""Things of the record by the beginning of their id, as people type it."""

import re
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tfcollab.errors import UserError
from tfcollab.store.models import Visit
from tfcollab.store.report_models import Report

_SHORTEST = 6
Named = TypeVar("Named", Visit, Report)


def by_start(session: Session, table: type[Named], start: str, what: str) -> Named:
    """The one row whose id begins so; what: its name in sentences, e.g. "exam".

    Raises:
        UserError: fewer than six characters, none, or several.
    """
    if not re.fullmatch(f"[0-9a-f]{{{_SHORTEST},32}}", start):
        raise UserError(
            f"This is no number of an exam or report: give its first {_SHORTEST} characters or more, as listed."
        )
    rows = session.scalars(select(table).where(table.id.startswith(start)).limit(2)).all()
    if not rows:
        raise UserError(f"No {what} of this number is in the exam record: list them, and look again.")
    if len(rows) > 1:
        raise UserError(f"Several numbers begin so: give more of the {what}'s number.")
    return rows[0]
