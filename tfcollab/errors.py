"""The errors that a user sees: one sentence each, and who is to act on it."""


class UserError(Exception):
    """Something outside the program is wrong (input, option, model folder, disk).

    The message is one sentence: what is wrong, where, and what to do. The command line prints it
    and leaves with status 2; the window shows it as it stands.
    """
