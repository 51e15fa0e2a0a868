"""The one exception whose message is written for the person at the keyboard."""


class UserError(Exception):
    """Something that a person can mend: one line that says what, where, and what is allowed."""
