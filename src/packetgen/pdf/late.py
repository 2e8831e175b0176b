"""What the engine loads when it is imported and hardly ever uses, loaded when it is asked for: a tenth of a second.

Of fontTools it makes use for variable, compressed and coloured faces, and where libharfbuzz-subset is missing. Its
sheets for HTML serve HTML of others; ours says all that it needs (layout.FIXED) but how numbers are counted.
"""

import re
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_MODULES = ("fontTools", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")
_COUNTERS = re.compile(r"@counter-style[^{]*\{[^}]*\}")


class Late:
    """A name of a module that is imported when the name is first used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _found(self) -> Any:  # noqa: ANN401  # anything that a module can hold
        return getattr(__import__(self._module, fromlist=[self._name]), self._name)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._found(), name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        return self._found()(*arguments, **named)


class _Stub(types.ModuleType):
    """Stands for a module while the engine takes names out of it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []  # what makes it a package

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        # Names of exceptions are used to catch them, for which only a class serves.
        return Exception if name.endswith("Error") else Late(self.__name__, name)


@contextmanager
def font_tools() -> Iterator[None]:
    """Let imports take late names out of fontTools, where nobody has imported it yet."""
    is_loaded = "fontTools" in sys.modules
    if not is_loaded:
        sys.modules.update({name: _Stub(name) for name in _MODULES})
    try:
        yield
    finally:
        if not is_loaded:
            for name in _MODULES:
                del sys.modules[name]


@contextmanager
def counters_alone(parser: Any) -> Iterator[None]:  # noqa: ANN401  # the library has no types
    """Let sheets be read for the ways of counting that they define, and nothing else."""
    parse = parser.parse_stylesheet
    parser.parse_stylesheet = lambda text: parse("".join(_COUNTERS.findall(text)))
    try:
        yield
    finally:
        parser.parse_stylesheet = parse


def sheets(weasyprint: Any) -> Any:  # noqa: ANN401
    """The method that gives the engine's own sheets for HTML, read when they are first asked for."""
    html = weasyprint.html

    @cache
    def read(text: str) -> Any:  # noqa: ANN401
        return weasyprint.CSS(string=text, counter_style=html.UA_COUNTER_STYLE)

    def _ua_stylesheets(self: Any, forms: bool = False) -> list[Any]:  # noqa: ANN401, ARG001
        return [read(html.UA), *([read(html.UA_FORM)] if forms else [])]

    return _ua_stylesheets
