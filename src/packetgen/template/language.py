"""What stands in a tag, checked against the fields of the deal: a closed subset of Jinja's expressions.

Field paths, loop variables, declared filters, `==`, `!=`, `in` a tuple of literals, and, or, not. Every name is
resolved whether or not its branch will be taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from packetgen.deal.schema import REFERENCES, Audience, Field, FieldKind
from packetgen.diagnostics import Diagnostic, Severity, Span, error
from packetgen.sources import near
from packetgen.template.filters import FILTERS, MOST_DECIMALS, Filter, result_kind
from packetgen.template.model import Expression, ForHead

_ENVIRONMENT = Environment(autoescape=True)  # parses only; nothing is rendered with it
_LOOP_KINDS = {"index": FieldKind.INTEGER, "first": FieldKind.BOOLEAN, "last": FieldKind.BOOLEAN}
_LOOP = Field(
    name="loop",
    path="loop",
    kind=FieldKind.RECORD,
    titles={},
    fields={name: Field(name, f"loop.{name}", kind, {}) for name, kind in _LOOP_KINDS.items()},
)
"""What `loop` is inside a loop."""

_RESERVED = re.compile(r"_.*|loop|not|and|or|in|is|if|else|recursive|[Nn]one|[Tt]rue|[Ff]alse")
_FOR = re.compile(r"for\s+([A-Za-z_]\w*)\s+in\s+(.+)", re.DOTALL)
_COMPARABLE = frozenset({FieldKind.CHOICE, FieldKind.LINE, FieldKind.BOOLEAN, FieldKind.INTEGER, FieldKind.FISCAL_YEAR})
_UNSHOWN = frozenset({FieldKind.ROWS, FieldKind.RECORD})
_KEEP_TYPE = frozenset({"first", "count"})
_WRITTEN: Mapping[str, str] = {
    "add": "+",
    "call": "()",
    "concat": "~",
    "condexpr": "a if b else c",
    "dict": "{}",
    "div": "/",
    "getitem": "[]",
    "list": "[]",
    "mul": "*",
    "neg": "-",
    "sub": "-",
    "test": "is",
    "tuple": "(,)",
}
"""What an author wrote, by the parser's own name of it."""

Scope = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of an expression: its kind, and the field that it came from, if one."""

    kind: FieldKind
    field: Field | None = None
    literal: bool = False
    worded_by: str | None = None  # the filter that made words of the value


class _FaultError(Exception):
    """Ends the check of one tag; what is wrong is already noted."""


@dataclass(slots=True)
class Checker:
    """Checks tags of one template. `root` are the fields of the context, `audience` that of the document."""

    root: Scope
    audience: Audience
    diagnostics: list[Diagnostic] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)
    _here: set[str] = field(default_factory=set)
    _lost: set[str] = field(default_factory=set)  # names of rows whose loop has a fault, which is told already

    def output(self, body: str, span: Span, scope: Scope) -> Expression | None:
        """Check what `{{ }}` prints."""
        typed = self._checked(body, span, scope)
        if typed is None:
            return None
        if typed.kind in _UNSHOWN:
            self.diagnostics.append(error("PG310", span, path=body))
            return None
        if typed.kind is FieldKind.BOOLEAN and (typed.field is None or typed.field.path.startswith("loop.")):
            self.diagnostics.append(error("PG332", span, tag=body))
            return None
        return self._expression(body, span, typed)

    def condition(self, body: str, span: Span, scope: Scope) -> Expression | None:
        """Check what `{% if %}` asks."""
        typed = self._checked(body, span, scope)
        return None if typed is None else self._expression(body, span, typed)

    def head(self, body: str, span: Span, scope: Scope) -> tuple[ForHead, Field] | None:
        """Check `for target in rows if condition`; gives the head and the field that the target stands for."""
        match = _FOR.fullmatch(body)
        if match is None:
            self.diagnostics.append(error("PG304", span, tag=body))
            return None
        target, rest = match.groups()
        if _RESERVED.fullmatch(target):
            self.diagnostics.append(error("PG331", span, name=target))
            return None
        found = self._rows(target, rest, span, scope)
        if found is None:
            self._lost.add(target)
        return found

    def _rows(self, target: str, rest: str, span: Span, scope: Scope) -> tuple[ForHead, Field] | None:
        source, condition_source = _split_condition(rest)
        typed = self._checked(source, span, scope)
        if typed is None:
            return None
        if typed.kind is not FieldKind.ROWS or typed.field is None or typed.field.item is None:
            self.diagnostics.append(error("PG311", span, path=source))
            return None
        iterable = self._expression(source, span, typed)
        item = typed.field.item
        condition = None
        if condition_source is not None:
            # `loop` counts what passed the condition, so the condition cannot ask it.
            outer = {name: each for name, each in scope.items() if name != "loop"}
            condition = self.condition(condition_source, span, {**outer, target: item})
            if condition is None:
                return None
        return ForHead(target, iterable, condition, span), item

    def _expression(self, body: str, span: Span, typed: Typed) -> Expression:
        return Expression(body, span, tuple(sorted(self._here)), is_prose=typed.kind is FieldKind.PROSE)

    def _checked(self, body: str, span: Span, scope: Scope) -> Typed | None:
        self._here = set()
        try:
            parser = Parser(_ENVIRONMENT, body, state="variable")
            tree = parser.parse_expression()
            if not parser.stream.eos:
                parser.fail("more than one expression")
        except (TemplateSyntaxError, ValueError, RecursionError):
            # ValueError: a number of thousands of digits; RecursionError: thousands of brackets.
            self.diagnostics.append(error("PG305", span, tag=body))
            return None
        try:
            typed = self._type(tree, span, scope)
        except _FaultError:
            return None
        self.reads |= self._here
        return typed

    def _refuse(self, code: str, span: Span, **params: object) -> NoReturn:
        texts = {name: str(value) for name, value in params.items() if value is not None}
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, span, tuple(texts.items())))
        raise _FaultError

    def _type(self, node: nodes.Node, span: Span, scope: Scope) -> Typed:  # noqa: PLR0911  # one case a kind of node
        match node:
            case nodes.Name() | nodes.Getattr():
                return self._path(_names(node), span, scope)
            case nodes.Filter(name=name, node=inner) if inner is not None:
                return self._filter(name, node, self._type(inner, span, scope), span)
            case nodes.Compare(expr=left, ops=[operand]):
                return self._compare(left, operand, span, scope)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self._type(left, span, scope)
                self._type(right, span, scope)
                return Typed(FieldKind.BOOLEAN)
            case nodes.Not(node=inner):
                self._type(inner, span, scope)
                return Typed(FieldKind.BOOLEAN)
            case nodes.Const(value=bool()):
                return Typed(FieldKind.BOOLEAN, literal=True)
            case nodes.Const(value=str() | int()):
                return Typed(FieldKind.LINE, literal=True)
            case nodes.Const(value=value):
                # A number with decimals would be a float, and `none` is worded by what is stated.
                return self._refuse("PG306", span, what=str(value).lower())
            case _:
                what = type(node).__name__.lower()
                return self._refuse("PG306", span, what=_WRITTEN.get(what, what))

    def _path(self, names: list[str], span: Span, scope: Scope) -> Typed:
        head, *rest = names
        found = scope.get(head) or self.root.get(head)
        if found is None:
            if head in self._lost:
                raise _FaultError
            self._refuse("PG307", span, path=".".join(names), near=near(head, [*scope, *self.root]))
        self._admit(found, head, span)
        for position, name in enumerate(rest, 1):
            if found.kind in REFERENCES:
                self._here.add(found.path)
            found = self._member(found, names[:position], name, span)
            # At every step: behind a reference stand the fields of its target, which know nothing of who may follow it.
            self._admit(found, ".".join(names[: position + 1]), span)
        if head != "loop":
            self._here.add(found.path)
        return Typed(found.kind, found)

    def _member(self, owner: Field, before: list[str], name: str, span: Span) -> Field:
        path = ".".join([*before, name])
        if owner.kind is FieldKind.ROWS:
            self._refuse("PG308", span, path=".".join(before), name=name)
        member = owner.fields.get(name)
        if member is None:
            close = near(name, owner.fields)
            suggestion = ".".join([*before, close]) if close else None
            self._refuse("PG307", span, path=path, near=suggestion)
        return member

    def _admit(self, found: Field, path: str, span: Span) -> None:
        if found.audience > self.audience:
            self._refuse("PG309", span, path=path, audience=found.audience.name.lower())

    def _filter(self, name: str, node: nodes.Filter, taken: Typed, span: Span) -> Typed:
        known = FILTERS.get(name)
        if known is None:
            self._refuse("PG312", span, name=name, near=near(name, FILTERS))
        if taken.kind not in known.takes:
            self._refuse("PG313", span, name=name, kind=taken.kind.value)
        least, most = known.arguments
        given = node.args or []
        literal = all(_can_be_given(each, known) for each in given)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not literal or not least <= len(given) <= most:
            self._refuse("PG314", span, name=name, example=known.example)
        if name == "default" and not (taken.field is not None and taken.field.optional):
            self._refuse("PG315", span, path=taken.field.path if taken.field else "")
        item = None if taken.field is None else taken.field.item
        if name == "join" and item is not None and item.kind in _UNSHOWN:
            self._refuse("PG310", span, path=f"{item.path} | join")
        if name == "first" and item is not None:
            return Typed(item.kind, item)
        worded = None if name in _KEEP_TYPE else name
        return Typed(result_kind(name, taken.kind), taken.field, worded_by=worded)

    def _compare(self, left: nodes.Expr, operand: nodes.Operand, span: Span, scope: Scope) -> Typed:
        typed = self._type(left, span, scope)
        if operand.op not in {"eq", "ne", "in", "notin"}:
            self._refuse("PG316", span, operator=operand.op)
        if typed.worded_by is not None:
            self._refuse("PG333", span, name=typed.worded_by)
        if typed.kind not in _COMPARABLE and typed.kind not in REFERENCES:
            self._refuse("PG317", span, kind=typed.kind.value)
        for literal in _literals(operand):
            if literal is None:
                self._refuse("PG318", span)
            self._admit_choice(typed, literal, span)
            if not _can_equal(typed.kind, literal):
                self._refuse("PG334", span, value=literal, kind=typed.kind.value)
        return Typed(FieldKind.BOOLEAN)

    def _admit_choice(self, typed: Typed, literal: object, span: Span) -> None:
        if typed.field is not None and typed.field.choices and literal not in typed.field.choices:
            close = near(str(literal), typed.field.choices)
            self._refuse("PG319", span, value=literal, path=typed.field.path, near=close)


def inside(scope: Scope, head: tuple[ForHead, Field] | None) -> Scope:
    """The names in the body of a loop. A head with a fault adds no row, but it is a loop all the same."""
    row = {} if head is None else {head[0].target: head[1]}
    return {**scope, "loop": _LOOP, **row}


def _can_be_given(argument: nodes.Expr, to: Filter) -> bool:
    if not isinstance(argument, nodes.Const):
        return False
    if to.counts:
        return type(argument.value) is int and 0 <= argument.value <= MOST_DECIMALS
    return isinstance(argument.value, str)


def _can_equal(kind: FieldKind, literal: object) -> bool:
    if kind is FieldKind.BOOLEAN or isinstance(literal, bool):
        return kind is FieldKind.BOOLEAN and isinstance(literal, bool)
    if kind is FieldKind.INTEGER:
        return isinstance(literal, int)
    return isinstance(literal, str) or (kind is FieldKind.FISCAL_YEAR and isinstance(literal, int))


def _names(node: nodes.Node) -> list[str]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    return [node.name, *names] if isinstance(node, nodes.Name) else [type(node).__name__, *names]


def _literals(operand: nodes.Operand) -> list[object]:
    """What a comparison compares with; None for what is no literal."""
    expression = operand.expr
    is_list = operand.op in {"in", "notin"} and isinstance(expression, nodes.Tuple | nodes.List)
    items = expression.items if is_list else [expression]  # type: ignore[attr-defined]
    return [each.value if isinstance(each, nodes.Const) else None for each in items]


def _split_condition(rest: str) -> tuple[str, str | None]:
    """`rows if condition` parted at the word, outside quotes."""
    for match in re.finditer(r"\bif\b", rest):
        before = rest[: match.start()]
        if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
            return before.strip(), rest[match.end() :].strip()
    return rest.strip(), None
