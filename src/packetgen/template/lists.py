"""Lists that statements part into one: `- a`, a loop of items, `- b` is one list, and numbers go on through it.

A list restarts with a loop's passes only where the loop holds something besides the list's own items.
"""

from collections.abc import Sequence

from packetgen.template.model import Block, BlockFor, BlockIf, ListBlock, ListFor, ListIf


def gather_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Statements that hold nothing but one sort of list become entries of a list, joined with their neighbours."""
    found: list[Block] = []
    for block in map(_as_list, blocks):
        last = found[-1] if found else None
        if isinstance(block, ListBlock) and isinstance(last, ListBlock) and block.ordered == last.ordered:
            found[-1] = ListBlock(last.ordered, last.entries + block.entries, last.block_id, last.span)
        else:
            found.append(block)
    return tuple(found)


def _as_list(block: Block) -> Block:
    match block:
        case BlockFor(head=head, body=(ListBlock() as only,)):
            return ListBlock(only.ordered, (ListFor(head, only.entries),), only.block_id, only.span)
        case BlockIf(branches=branches, span=span):
            lists = [body[0] for _, body in branches if len(body) == 1 and isinstance(body[0], ListBlock)]
            filled = [body for _, body in branches if body]
            if not lists or len(lists) != len(filled) or len({each.ordered for each in lists}) > 1:
                return block
            guarded = tuple(
                (test, body[0].entries if body and isinstance(body[0], ListBlock) else ()) for test, body in branches
            )
            return ListBlock(lists[0].ordered, (ListIf(guarded, span),), lists[0].block_id, lists[0].span)
        case _:
            return block
