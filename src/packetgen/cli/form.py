"""The form in which a command was asked to report, for what goes wrong where nobody can be asked."""

from contextvars import ContextVar

FORM: ContextVar[str] = ContextVar("form", default="human")
