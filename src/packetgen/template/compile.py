"""Text with Jinja tags to Python source, every output, condition and loop rewritten to go through the runtime."""

import marshal
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType, TracebackType
from typing import cast
from urllib.parse import quote, unquote

from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from packetgen.deal.values import Record
from packetgen.diagnostics import Span
from packetgen.template.formats import Formats
from packetgen.template.runtime import Sink, TemplateEnvironment, run

_FILE = "<template>"
_STORY = re.compile(r":[^:]*:¶[0-9]+$")
_PLACE = re.compile(r"\{#@([0-9]+):([0-9]+):([^\n]*)\n#\}")


@dataclass(frozen=True, slots=True)
class Compiled:
    """Generated code as `marshal` writes it: pickles, and holds for one version of jinja2 and Python.

    `places` are lines of the compiled text, each with the place in the content template that what stands from there on
    comes from. A place has no file's name: the same content may lie under many.
    """

    code: bytes
    places: tuple[tuple[int, Span], ...] = ()

    def place(self, line: int) -> Span:
        found = bisect_right(self.places, line, key=lambda each: each[0])
        return self.places[found - 1][1] if found else Span("")


class RenderingError(Exception):
    """A filter or condition cannot do what the template asks of a value. `place` has no file's name."""

    def __init__(self, place: Span, problem: str) -> None:
        super().__init__(place, problem)
        self.place = place
        self.problem = problem


def placed(span: Span) -> str:
    """A comment of Jinja that says where the tag behind it comes from. Its line break gives that tag a line."""
    story = _STORY.search(span.source)
    return f"{{#@{span.line}:{span.column}:{quote(story[0] if story else '')}\n#}}"


def compile_jinja(text: str) -> Compiled:
    """Compile a text whose tags were checked: those of the language, and the compiler's own internal filters."""
    environment = _environment()
    tree = _Rewriter().visit(environment.parse(text))
    # Nodes that the rewriting made know no environment yet.
    tree.set_environment(environment)
    code = compile(environment.compile(tree, raw=True), _FILE, "exec")
    return Compiled(marshal.dumps(code), tuple(_places(text)))


def _places(text: str) -> Iterator[tuple[int, Span]]:
    line, position = 1, 0
    for match in _PLACE.finditer(text):
        line += text.count("\n", position, match.end())
        position = match.end()
        yield line, Span(unquote(match[3]), int(match[1]), int(match[2]))


def render(compiled: Compiled, context: Record, sink: Sink, formats: Formats) -> str:
    """Fill a compiled text with the values of a projection; everything printed passes through the sink.

    Raises:
        RenderingError: a value cannot be printed or asked as the template wants it.
    """
    template = Template.from_code(_environment(), _code(compiled.code), {})
    try:
        return "".join(template.root_render_func(template.new_context({**context.members, "_run": run(sink, formats)})))
    except Exception as fault:
        line = _line(template, fault.__traceback__)
        raise RenderingError(compiled.place(line), str(fault) or type(fault).__name__) from fault


def _line(template: Template, trace: TracebackType | None) -> int:
    """The line of the compiled text at which something went wrong."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


@cache
def _environment() -> TemplateEnvironment:
    return TemplateEnvironment()


@cache
def _code(written: bytes) -> CodeType:
    code: CodeType = marshal.loads(written)  # noqa: S302  # our own, from this process or the user's own cache
    return code


class _Rewriter(NodeTransformer):
    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802  # the visitor's own naming
        node.nodes = [each if isinstance(each, nodes.TemplateData) else _printed(each) for each in node.nodes]
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:  # noqa: N802
        self.generic_visit(node)
        node.test = _truth(cast("nodes.Expr", node.test))
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        if not (isinstance(node.iter, nodes.Filter) and node.iter.name == "_paragraphs"):
            node.iter = _filtered(node.iter, "_rows")
        if node.test is not None:
            # The one row that stands for a missing list passes every condition: what is not known must be seen.
            row = nodes.Name(cast("nodes.Name", node.target).name, "load", lineno=node.lineno)
            test = _truth(cast("nodes.Expr", node.test))
            node.test = nodes.Or(_filtered(row, "_unknown"), test, lineno=node.lineno)
        return node


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _printed(node: nodes.Expr) -> nodes.Expr:
    is_own = isinstance(node, nodes.Filter) and node.name == "_sink"
    return node if is_own else _filtered(node, "_out")


def _truth(node: nodes.Expr) -> nodes.Expr:
    match node:
        case nodes.And(left=left, right=right):
            return nodes.And(_truth(left), _truth(right), lineno=node.lineno)
        case nodes.Or(left=left, right=right):
            return nodes.Or(_truth(left), _truth(right), lineno=node.lineno)
        case nodes.Not(node=inner):
            return nodes.Not(_truth(inner), lineno=node.lineno)
        case nodes.Compare(expr=left, ops=[operand]):
            items = operand.expr.items if isinstance(operand.expr, nodes.Tuple | nodes.List) else [operand.expr]
            literals = nodes.List(list(items), lineno=node.lineno)
            return _filtered(left, "_equal", literals, nodes.Const(operand.op, lineno=node.lineno))
        case _:
            return _filtered(node, "_truth")
