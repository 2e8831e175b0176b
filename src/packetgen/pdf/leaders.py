"""Leaders of spaces as one gap: the engine fills them with a box a space, 150 in the footer of every page.

Nothing is drawn for such a box, but each is laid out, sorted, tagged and asked for its words.
"""

from typing import Any


def handle_leader(original: Any, leader_index: Any) -> Any:  # noqa: ANN401  # the library has no types
    """The function that fills and places the leader of a line, in the place of the engine's own."""

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:  # noqa: ANN401
        original(context, line, containing_block)
        _, leader = leader_index(line)
        if leader is not None and not any(child.text.strip() for child in leader.children):
            leader.children = ()

    return handle_leader
