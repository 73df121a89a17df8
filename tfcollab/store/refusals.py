"""What a database refused, in words that hold no value."""

from sqlalchemy.exc import DBAPIError, IntegrityError

LOST_UPDATE = "Somebody else changed this in the meantime: look at the new state, then make your change again."

#: tables in which a change is a row with the next number
_NUMBERED = ("result_version", "questionnaire", "report_version", "clinic_profile", "repeatability_limit")


def in_words(error: DBAPIError) -> str:
    """What the database refused, as a sentence without any value."""
    text = str(error.orig).lower()
    if "never changed" in text:
        return "A result, a report or an audit entry is never changed: add a new version."
    if isinstance(error, IntegrityError):
        # two who add the next version at a time
        if any(table in text for table in _NUMBERED):
            return LOST_UPDATE
        return "This is in the exam record already, or names something that is not: look again."
    if "full" in text:
        return "The disk is full, nothing of this was kept: free some space, then try again."
    if "locked" in text or "busy" in text:
        return "The exam record is in use by another TF-Collab: close it there, or try again in a moment."
    if "readonly" in text or "read-only" in text:
        return "The exam record may not be written to: check the permissions of its folder."
    return "The exam record could not be read or written, nothing of this was kept: check its disk, then its backup."
