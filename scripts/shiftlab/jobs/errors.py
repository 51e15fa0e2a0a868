"""The exception whose message is written for the user."""


class UserError(Exception):
    """A mistake that the user can mend: one line with what, where, and what is allowed."""
