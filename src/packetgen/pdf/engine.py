"""WeasyPrint, imported once and made to start fast. The only package that imports it is this one.

Its import tries library names that no Linux has, and each miss runs the compiler to look further; that search is
switched off while it imports. It is switched on again at once, since other code may want it.
"""

import ctypes.util
import warnings
from functools import cache
from typing import Any

from packetgen.pdf import justify, streams


@cache
def engine() -> Any:  # noqa: ANN401  # the library has no types
    """The imported library with our justification of Chinese lines in place."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        with warnings.catch_warnings():
            # Said by the doctor in words that name a remedy.
            warnings.filterwarnings("ignore", message="HarfBuzz-Subset", category=DeprecationWarning)
            import pydyf  # noqa: PLC0415
            import weasyprint  # noqa: PLC0415  # heavy: half a second
    finally:
        ctypes.util.find_library = search
    justify.install(weasyprint.__version__)
    streams.install(pydyf)
    return weasyprint


def preload() -> None:
    """Import what printing needs, ahead of the first document."""
    engine()
