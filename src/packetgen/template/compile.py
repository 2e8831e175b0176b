"""Text with Jinja tags to Python source, every output, condition and loop rewritten to go through the runtime."""

import marshal
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import cast

from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from packetgen.deal.values import Record
from packetgen.template.formats import Formats
from packetgen.template.runtime import Sink, TemplateEnvironment, run


@dataclass(frozen=True, slots=True)
class Compiled:
    """Generated code as `marshal` writes it: pickles, and holds for one version of jinja2 and Python."""

    code: bytes


def compile_jinja(text: str) -> Compiled:
    """Compile a text whose tags were checked: those of the language, and the compiler's own internal filters."""
    environment = _environment()
    tree = _Rewriter().visit(environment.parse(text))
    # Nodes that the rewriting made know no environment yet.
    tree.set_environment(environment)
    return Compiled(marshal.dumps(compile(environment.compile(tree, raw=True), "<template>", "exec")))


def render(compiled: Compiled, context: Record, sink: Sink, formats: Formats) -> str:
    """Fill a compiled text with the values of a projection; everything printed passes through the sink."""
    template = Template.from_code(_environment(), _code(compiled.code), {})
    return template.render({**context.members, "_run": run(sink, formats)})


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
