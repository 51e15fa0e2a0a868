"""The exception whose message is written for the user."""


class UserError(Exception):
    """A mistake that the user can fix: one line with what, where, and what is allowed."""
