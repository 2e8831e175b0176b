"""Where the lists of a Word template begin, so that their numbers restart in the right pass of a loop.

Word has no mark for it: two paragraphs are of one list if they name one numbering instance. A list restarts with a
loop's passes where the loop holds something besides the list's own items, as in Markdown (template/lists.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element
from packetgen.template.lexer import is_token

_P, _PPR, _NUM = qn("w:p"), qn("w:pPr"), qn("w:numPr")
_NUM_ID, _VAL = qn("w:numId"), qn("w:val")


@dataclass(eq=False, slots=True)
class Node:
    """A block of a container, or a statement (the character that stands for its first tag) with the blocks in it."""

    element: Element | None = None
    token: str = ""
    body: "list[Node]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """What makes a paragraph an item: the list's numbering instance and the level, from 0."""

    instance: str
    level: int


def item_of(paragraph: Element) -> Item | None:
    """The list that a paragraph is an item of by its own properties; None for numbering off or by style."""
    properties = paragraph.find(f"{_PPR}/{_NUM}")
    number = None if properties is None else properties.find(qn("w:numId"))
    instance = "0" if number is None else number.get(qn("w:val"), "0")
    if properties is None or instance == "0":
        return None
    level = properties.find(qn("w:ilvl"))
    return Item(instance, int("0" if level is None else level.get(qn("w:val"), "0")))


def drop_numbers_of_styles(story: Element, styles: Element | None) -> None:
    """Take off paragraphs the numbering that their style names too: LibreOffice repeats it, and it is no list's."""
    own = {each.get(qn("w:styleId"), ""): _instance(each) for each in (() if styles is None else styles)}
    for paragraph in story.iter(_P):
        properties = paragraph.find(_PPR)
        numbering = None if properties is None else properties.find(_NUM)
        if properties is None or numbering is None:
            continue
        style = properties.find(qn("w:pStyle"))
        named = own.get("" if style is None else style.get(_VAL, ""))
        if named is not None and named == _instance(paragraph):
            properties.remove(numbering)


def _instance(element: Element) -> str | None:
    number = element.find(f"{_PPR}/{_NUM}/{_NUM_ID}")
    return None if number is None else number.get(_VAL)


class Numbering:
    """The numbering instances of a file: what each counts with, and where it begins anew."""

    def __init__(self, root: Element | None) -> None:
        numbers = () if root is None else root.iter(qn("w:num"))
        self._numbers = {each.get(qn("w:numId"), ""): each for each in numbers}
        shapes = () if root is None else root.iter(qn("w:abstractNum"))
        self._shapes = {each.get(qn("w:abstractNumId"), ""): each for each in shapes}

    def is_ordered(self, instance: str) -> bool:
        """Whether the items of a list have numbers, not signs."""
        shape = self._shapes.get(self._shape(instance))
        first = None if shape is None else shape.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
        return first is None or first.get(qn("w:val")) != "bullet"

    def join(self, story: Element) -> None:
        """Give items of one list one instance.

        An instance that does not begin anew goes on with the numbers of the one before it that counts with the same;
        LibreOffice gives every item behind the first such an instance of its own.
        """
        current: dict[str, str] = {}
        lists: dict[str, str] = {}
        for number in story.iter(_NUM_ID):
            own = number.get(_VAL, "0")
            if own == "0" or not self.is_ordered(own):
                continue
            shape = self._shape(own)
            if own not in lists:
                goes_on = shape in current and not self._begins_anew(own)
                lists[own] = current[shape] if goes_on else own
            current[shape] = lists[own]
            number.set(_VAL, lists[own])

    def _shape(self, instance: str) -> str:
        number = self._numbers.get(instance)
        link = None if number is None else number.find(qn("w:abstractNumId"))
        return "" if link is None else link.get(_VAL, "")

    def _begins_anew(self, instance: str) -> bool:
        number = self._numbers.get(instance)
        return number is None or number.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None


def list_starts(container: Element, statements: Mapping[str, str]) -> Iterator[tuple[str, Node]]:
    """The lists of a body or cell, each with the node that it begins in front of.

    Args:
        container: a body or table cell whose statements are single characters between its blocks.
        statements: what each of these says, as Jinja.
    """
    paths: dict[str, list[list[Node]]] = {}
    for path in _leaves(_tree(container, statements), []):
        element = path[-1].element
        item = item_of(element) if element is not None and element.tag == _P else None
        if item is not None:
            paths.setdefault(item.instance, []).append(path)
    for instance, own in paths.items():
        yield instance, _start(instance, own)


def _start(instance: str, paths: list[list[Node]]) -> Node:
    first = paths[0]
    element = first[-1].element
    item = item_of(element) if element is not None else None
    level = item.level if item is not None else 0
    at = len(first) - 1
    while at > 0:
        outer = first[at - 1]
        if all(outer in path for path in paths) and not _holds_only(outer, instance, level):
            break
        at -= 1
    return first[at]


def _holds_only(node: Node, instance: str, level: int) -> bool:
    """Whether a statement holds nothing but items of a list and what is nested in them."""
    for path in _leaves(node.body, []):
        element = path[-1].element
        item = item_of(element) if element is not None and element.tag == _P else None
        if item is None or not (item.instance == instance or item.level > level):
            return False
    return True


def _leaves(nodes: list[Node], above: list[Node]) -> Iterator[list[Node]]:
    for node in nodes:
        if node.element is not None:
            yield [*above, node]
        else:
            yield from _leaves(node.body, [*above, node])


def _tree(container: Element, statements: Mapping[str, str]) -> list[Node]:
    roots: list[Node] = []
    stack = [roots]

    def texts(text: str | None) -> None:
        for token in filter(is_token, text or ""):
            said = statements[token]
            if said.startswith(("{% for", "{% if")):
                node = Node(token=token)
                stack[-1].append(node)
                stack.append(node.body)
            elif said.startswith("{% end"):
                stack.pop()

    texts(container.text)
    for child in container:
        stack[-1].append(Node(child))
        texts(child.tail)
    return roots


def insert_before(node: Node, container: Element, token: str) -> None:
    """Put a character in front of a node of a container."""
    if node.element is not None:
        insert_before_element(node.element, token)
        return

    def place(text: str | None) -> str:
        return (text or "").replace(node.token, token + node.token)

    container.text = place(container.text)
    for child in container:
        child.tail = place(child.tail)


def insert_before_element(element: Element, token: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + token
    elif parent is not None:
        parent.text = (parent.text or "") + token


def in_place_of(element: Element, text: str) -> None:
    """Put text where an element is."""
    insert_before_element(element, text + (element.tail or ""))
    parent = element.getparent()
    element.tail = None
    if parent is not None:
        parent.remove(element)
