"""What click says of a wrong command line, as diagnostics in both languages."""

import re

import click

from packetgen.diagnostics import Diagnostic, error

_QUOTED = re.compile(r"(')(.*)'", re.DOTALL)
_NOT_ONE_OF = re.compile(r"""(['"])(.*)\1 is not one of '""", re.DOTALL)


def usage_fault(fault: click.ClickException) -> Diagnostic:
    """A fault of the command line."""
    ctx = fault.ctx if isinstance(fault, click.UsageError) else None
    command = ctx.command_path if ctx is not None else "packetgen"
    match fault:
        case click.NoSuchOption(option_name=name, possibilities=possibilities):
            return error("PG901", name=name, near=next(iter(possibilities or ()), None), command=command)
        case click.MissingParameter(param=param) if param is not None:
            return error("PG902", name=_name(param), command=command)
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Choice):
            known = ", ".join(f"`{each}`" for each in param.type.choices)
            return error("PG903", name=_name(param), value=_value(fault.message), known=known)
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Path):
            return error("PG904", name=_name(param), value=_value(fault.message), command=command)
        case click.BadParameter(param=param) if param is not None:
            return error("PG905", name=_name(param), value=_value(fault.message), command=command)
        case _:
            return error("PG906", problem=fault.format_message(), command=command)


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def _value(message: str) -> str:
    """The user's own words in click's sentence, which writes them as Python does."""
    found = _NOT_ONE_OF.match(message) or _QUOTED.search(message)
    return found[2] if found else message
