"""The special methods that the language runs for operators, conditions and some builtin functions."""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr

OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "%": "mod", "//": "floordiv", "**": "pow", "@": "matmul",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
}  # fmt: skip
COMPARISONS = {"==": "__eq__", "!=": "__ne__", "<": "__lt__", ">": "__gt__", "<=": "__le__", ">=": "__ge__"}
REFLECTED = {
    "__eq__": ("__eq__",), "__ne__": ("__ne__", "__eq__"), "__lt__": ("__gt__",), "__gt__": ("__lt__",),
    "__le__": ("__ge__",), "__ge__": ("__le__",),
}  # fmt: skip
UNARY = {"-": ("__neg__",), "+": ("__pos__",), "~": ("__invert__",), "not": ("__bool__", "__len__")}
# What the language runs on an argument of these; every one falls back to the next where a class does not define it.
PROTOCOLS = {
    "builtins.str": ("__str__", "__repr__"),
    "builtins.repr": ("__repr__",),
    "builtins.print": ("__str__", "__repr__"),
    "builtins.format": ("__format__", "__str__", "__repr__"),
    "builtins.len": ("__len__",),
    "builtins.bool": ("__bool__", "__len__"),
    "builtins.int": ("__int__", "__index__"),
    "builtins.float": ("__float__", "__index__"),
    "builtins.bytes": ("__bytes__", "__iter__"),
    "builtins.hash": ("__hash__",),
    "builtins.abs": ("__abs__",),
    "builtins.divmod": ("__divmod__",),
    "builtins.round": ("__round__",),
    "builtins.range": ("__index__",),
    "os.fspath": ("__fspath__",),
    "posix.fspath": ("__fspath__",),
    "copy.copy": ("__copy__",),
    "copy.deepcopy": ("__deepcopy__",),
    "builtins.iter": ("__iter__",),
    "builtins.next": ("__next__",),
    "builtins.reversed": ("__reversed__",),
    "contextlib.closing": ("close",),  # at the end of the block
    "builtins.str.format": ("__format__", "__str__", "__repr__"),
}
# What is run on the elements of the last argument of these.
PER_ELEMENT = {
    "builtins.sum": ("__radd__", "__add__"),
    "builtins.any": ("__bool__", "__len__"),
    "builtins.all": ("__bool__", "__len__"),
}
# What is done with the attribute that these name.
NAMING = {"builtins.getattr": "get", "builtins.hasattr": "get", "builtins.setattr": "set", "builtins.delattr": "delete"}
AWAITING, STEPPING, ASYNC_ENTRY = ("__await__",), ("__aiter__", "__anext__"), ("__aenter__", "__aexit__")
CONSUMING = ("__iter__", "__next__", "__enter__", "__exit__")  # what whoever is handed an object may run on it
# What compares the elements of its first argument, or its arguments, where it is given no key.
ORDERING = ("builtins.sorted", "builtins.min", "builtins.max", "heapq.heapify", "heapq.nsmallest", "heapq.nlargest")


def is_copied(call: CallExpr) -> bool:
    """Tell whether a call takes all items out of its argument, if that is a mapping."""
    return isinstance(call.callee, NameExpr) and call.callee.fullname == "builtins.dict"


def is_class_of(node: Expression) -> bool:
    """Tell whether an expression is the class of an object: ``type(x)`` or ``x.__class__``."""
    if isinstance(node, CallExpr):
        is_type = isinstance(node.callee, NameExpr) and node.callee.fullname == "builtins.type"
        return is_type and len(node.args) == 1
    return isinstance(node, MemberExpr) and node.name == "__class__"


def class_taken(node: Expression) -> Expression:
    """Return the object of which an expression is the class, or else what the class itself is called: ``cls``."""
    if not is_class_of(node):
        return node
    return node.args[0] if isinstance(node, CallExpr) else node.expr if isinstance(node, MemberExpr) else node
