"""Boxes with a place on the page stand on it whole: what is too high for it runs over its foot, as Word draws it.

The engine would go on with them on the next page.
"""

import math
from typing import Any


def install(absolute: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that places boxes."""
    lay_out = absolute.absolute_block

    def absolute_block(
        context: Any,  # noqa: ANN401
        box: Any,  # noqa: ANN401
        around: Any,  # noqa: ANN401
        fixed: Any,  # noqa: ANN401
        bottom: float,  # noqa: ARG001  # the signature is given
        *more: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return lay_out(context, box, around, fixed, -math.inf, *more)

    absolute.absolute_block = absolute_block
