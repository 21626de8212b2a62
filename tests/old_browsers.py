"""Whether a script is one that a browser of 2012 reads: ECMAScript 5, and nothing later."""

from __future__ import annotations

import re
from itertools import pairwise

import esprima

# The nodes of ECMAScript 5.1, as ESTree names them.
NODES = """
    Program FunctionDeclaration FunctionExpression BlockStatement EmptyStatement
    ExpressionStatement IfStatement ForStatement ForInStatement WhileStatement DoWhileStatement
    BreakStatement ContinueStatement ReturnStatement ThrowStatement TryStatement CatchClause
    SwitchStatement SwitchCase LabeledStatement WithStatement DebuggerStatement Directive
    VariableDeclaration VariableDeclarator Identifier Literal RegexLiteral ThisExpression
    ArrayExpression ObjectExpression Property MemberExpression StaticMemberExpression
    ComputedMemberExpression CallExpression NewExpression UnaryExpression UpdateExpression
    BinaryExpression LogicalExpression AssignmentExpression ConditionalExpression
    SequenceExpression
"""
ES5 = set(NODES.split())
KINDS = {"var", "init", "get", "set"}  # of declarations and of properties
OPERATORS = {"**", "**=", "??", "??=", "||=", "&&="}
SHORTER = ("async", "isAsync", "generator", "shorthand", "method", "optional")
WRITTEN = re.compile(r"\d_\d|\dn$|^0[bo]", re.IGNORECASE)  # numbers; 1_000, 1n, 0b1
FLAGS = re.compile(r"[^gim]")  # of a pattern


def later_syntax(script: str) -> list[str]:
    """What of a script is later than ECMAScript 5; one that no browser reads is an error."""
    found = []

    def look(node, _place) -> None:
        part = vars(node)
        if node.type not in ES5 or any(part.get(name) for name in SHORTER):
            found.append(node.type)
        if node.type in ("VariableDeclaration", "Property") and part["kind"] not in KINDS:
            found.append(str(part["kind"]))
        if node.type == "Property" and part.get("computed"):
            found.append("computed property")
        if node.type == "CatchClause" and part.get("param") is None:
            found.append("catch without a name")
        if part.get("operator") in OPERATORS:
            found.append(str(part["operator"]))
        pattern = part.get("regex")
        if pattern and FLAGS.search(pattern.flags):
            found.append(f"/{pattern.pattern}/{pattern.flags}")
        if node.type == "Literal" and not pattern and WRITTEN.search(str(part.get("raw"))):
            found.append(str(part["raw"]))

    tokens = esprima.parseScript(script, {"tokens": True}, look).tokens
    ends = [one.value + two.value for one, two in pairwise(tokens)]
    return found + [",)" for end in ends if end == ",)"]
