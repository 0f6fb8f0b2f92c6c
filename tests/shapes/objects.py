"""Helpers that get an object in many ways and use it in many ways: whatever they do, they run a method that blocks.

Each is one way and one use. ``SOURCES`` has for each way the parameters and the lines that lead to ``x``; a line that
begins with a space, or follows one that ends with a colon, stands inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What no type and no assignment tells: an attribute by its name as a text, and what a function without annotations
# hands back. The protocol has one method alone.
UNKNOWN = ("getattr", "handed back", "proto")
# Generic functions: where something iterable is asked for, mypy infers that they give something iterable, and no more.
GENERIC = ("copy", "first", "ident", "max", "next", "nextiter", "stack")
CONSUMING = ("list", "max", "join")

HEAD = """\
import time, copy, contextlib, functools, itertools, collections, dataclasses, enum
from typing import *
class Store:
    name = "x"
    def load(self) -> int:
        time.sleep(1)
        return 1
    @property
    def size(self) -> int:
        time.sleep(1)
        return 1
    @size.setter
    def size(self, value: int) -> None:
        time.sleep(1)
    def __enter__(self) -> "Store":
        time.sleep(1)
        return self
    def __exit__(self, *a: object) -> None: ...
    def __iter__(self) -> Iterator[int]:
        time.sleep(1)
        return iter([1])
    def __getitem__(self, i: int) -> int:
        time.sleep(1)
        return 1
    def __setitem__(self, i: int, v: int) -> None:
        time.sleep(1)
    def __delitem__(self, i: int) -> None:
        time.sleep(1)
    def __contains__(self, i: object) -> bool:
        time.sleep(1)
        return True
    def __call__(self) -> int:
        time.sleep(1)
        return 1
    def __add__(self, other: int) -> int:
        time.sleep(1)
        return 1
    def __eq__(self, other: object) -> bool:
        time.sleep(1)
        return True
    def __len__(self) -> int:
        time.sleep(1)
        return 1
    def __str__(self) -> str:
        time.sleep(1)
        return ""
    def __neg__(self) -> int:
        time.sleep(1)
        return 1
    @classmethod
    def make(cls) -> "Store":
        return cls()
    def me(self) -> Self:
        return self
class Memory:
    def load(self) -> int: return 1
class Child(Store): ...
T = TypeVar("T")
S = TypeVar("S", bound=Store)
class Box(Generic[T]):
    item: T
    def __init__(self, item: T) -> None:
        self.item = item
    def get(self) -> T: return self.item
    @property
    def held(self) -> T: return self.item
    def __getitem__(self, k: str) -> T: return self.item
class Holder:
    stated: Store
    of_class = Store()
    def __init__(self) -> None:
        self.made = Store()
        self.maybe: Optional[Store] = None
        self.late = None
        self.many: list[Store] = []
        self.table: dict[str, Store] = {}
        self.opened = self.open()
    def open(self) -> Store: return Store()
    def fill(self) -> None:
        self.late = Store()
    @property
    def prop(self) -> Store: return self.made
    @functools.cached_property
    def cached(self) -> Store: return self.made
@dataclasses.dataclass
class Data:
    store: Store
    others: list[Store] = dataclasses.field(default_factory=list)
class Named(NamedTuple):
    store: Store
    n: int
class Typed(TypedDict):
    store: Store
class Color(enum.Enum):
    RED = Store()
class Proto(Protocol):
    def load(self) -> int: ...
Alias = Store
Maybe = Optional[Store]
New = NewType("New", Store)
def anything() -> Any: return 1
def untyped(): return Store()
def untyped2(x): return x
def gen() -> Iterator[Store]:
    yield Store()
@contextlib.contextmanager
def opened() -> Iterator[Store]:
    yield Store()
def ident(x: T) -> T: return x
def first(xs: Iterable[T]) -> T: return next(iter(xs))
@overload
def over(x: int) -> Store: ...
@overload
def over(x: str) -> Memory: ...
def over(x: Any) -> Any: return Store()
GLOBAL = Store()
STATED: Store = anything()
LATE: Optional[Store] = None
NONE = None
TABLE = {"a": Store()}
LIST = [Store()]
FACTORY = Store
LAMBDA = lambda: Store()
"""

SOURCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "param": ("x: Store", ()),
    "opt": ("x: Optional[Store]", ()),
    "optdef": ("x: Optional[Store] = None", ()),
    "union": ("x: Union[Store, Memory]", ()),
    "alias": ("x: Alias", ()),
    "maybe": ("x: Maybe", ()),
    "new": ("x: New", ()),
    "child": ("x: Child", ()),
    "bound": ("x: S", ()),
    "text": ('x: "Store"', ()),
    "annot": ("x: Annotated[Store, 1]", ()),
    "type": ("t: type[Store]", ("x = t()",)),
    "call": ("t: Callable[[], Store]", ("x = t()",)),
    "lst": ("t: list[Store]", ("x = t[0]",)),
    "dct": ("t: dict[str, Store]", ('x = t["a"]',)),
    "dctget": ("t: dict[str, Store]", ('x = t.get("a")', "assert x")),
    "tup": ("t: tuple[int, Store]", ("_, x = t",)),
    "tup2": ("t: tuple[int, Store]", ("x = t[1]",)),
    "seq": ("t: Sequence[Store]", ("x = t[-1]",)),
    "loop": ("t: list[Store]", ("for x in t:",)),
    "loopitems": ("t: dict[str, Store]", ("for _, x in t.items():",)),
    "loopvalues": ("t: dict[str, Store]", ("for x in t.values():",)),
    "enumerate": ("t: list[Store]", ("for _, x in enumerate(t):",)),
    "zip": ("t: list[Store]", ("for x, _ in zip(t, t):",)),
    "sorted": ("t: list[Store]", ("x = sorted(t, key=id)[0]",)),
    "max": ("t: list[Store]", ("x = max(t, key=id)",)),
    "next": ("t: Iterator[Store]", ("x = next(t)",)),
    "nextiter": ("t: list[Store]", ("x = next(iter(t))",)),
    "rev": ("t: list[Store]", ("for x in reversed(t):",)),
    "chain": ("t: list[Store]", ("for x in itertools.chain(t, t):",)),
    "pop": ("t: list[Store]", ("x = t.pop()",)),
    "slice": ("t: list[Store]", ("x = t[1:][0]",)),
    "comp": ("t: list[Store]", ("x = [y for y in t][0]",)),
    "filter": ("t: list[Store]", ("x = list(filter(None, t))[0]",)),
    "map": ("", ("x = list(map(ident, LIST))[0]",)),
    "deque": ("t: collections.deque[Store]", ("x = t.popleft()",)),
    "box": ("t: Box[Store]", ("x = t.item",)),
    "boxget": ("t: Box[Store]", ("x = t.get()",)),
    "boxheld": ("t: Box[Store]", ("x = t.held",)),
    "boxsub": ("t: Box[Store]", ('x = t["a"]',)),
    "boxmade": ("", ("x = Box(Store()).item",)),
    "ident": ("", ("x = ident(Store())",)),
    "first": ("t: list[Store]", ("x = first(t)",)),
    "over": ("", ("x = over(1)",)),
    "copy": ("t: Store", ("x = copy.copy(t)",)),
    "cast": ("t: Any", ("x = cast(Store, t)",)),
    "cast to a text": ("t: Any", ('x = cast("Store", t)',)),
    "isinst": ("x: object", ("assert isinstance(x, Store)",)),
    "isinst2": ("x: object", ("if isinstance(x, Store):",)),
    "isinst3": ("x: Any", ("if not isinstance(x, Store): return",)),
    "match": ("t: object", ("match t:", " case Store() as x:")),
    "match2": ("x: object", ("match x:", " case Store():")),
    "typeis": ("x: object", ("if type(x) is Store:",)),
    "ann": ("", ("x: Store = anything()",)),
    "ann2": ("t: Any", ("x: Store = t",)),
    "ann3": ("", ("x: Store", "x = anything()")),
    "anyattr": ("t: Any", ("x: Store = t.store",)),
    "reass": ("x: Store", ("if not x: x = anything()",)),
    "reass2": ("x: Optional[Store] = None", ("x = x or Store()",)),
    "reass3": ("x: Optional[Store] = None", ("if x is None: x = Store()",)),
    "cond": ("c: bool", ("x = Store() if c else None", "assert x is not None")),
    "or": ("t: Optional[Store]", ("x = t or Store()",)),
    "walrus": ("t: Optional[Store]", ("if (x := t):",)),
    "try": ("", ("try: x = Store()", "except ValueError: x = Child()")),
    "with": ("", ("with opened() as x:",)),
    "withnull": ("t: Store", ("with contextlib.nullcontext(t) as x:",)),
    "withself": ("t: Store", ("with t as x:",)),
    "stack": ("t: contextlib.ExitStack", ("x = t.enter_context(opened())",)),
    "gen": ("", ("for x in gen():",)),
    "unt": ("", ("x = untyped()",)),
    "handed back": ("", ("x = untyped2(Store())",)),
    "make": ("", ("x = Store.make()",)),
    "me": ("t: Store", ("x = t.me()",)),
    "stated": ("t: Holder", ("x = t.stated",)),
    "ofclass": ("t: Holder", ("x = t.of_class",)),
    "made": ("t: Holder", ("x = t.made",)),
    "attrmaybe": ("t: Holder", ("x = t.maybe", "assert x")),
    "late": ("t: Holder", ("x = t.late", "assert x")),
    "many": ("t: Holder", ("x = t.many[0]",)),
    "table": ("t: Holder", ('x = t.table["a"]',)),
    "open": ("t: Holder", ("x = t.open()",)),
    "openeda": ("t: Holder", ("x = t.opened",)),
    "prop": ("t: Holder", ("x = t.prop",)),
    "cached": ("t: Holder", ("x = t.cached",)),
    "holder2": ("t: list[Holder]", ("x = t[0].made",)),
    "data": ("t: Data", ("x = t.store",)),
    "data2": ("t: Data", ("x = t.others[0]",)),
    "named": ("t: Named", ("x = t.store",)),
    "named2": ("t: Named", ("x, _ = t",)),
    "typed": ("t: Typed", ('x = t["store"]',)),
    "enum": ("", ("x = Color.RED.value",)),
    "proto": ("x: Proto", ()),
    "glob": ("", ("x = GLOBAL",)),
    "globs": ("", ("x = STATED",)),
    "globl": ("", ("x = LATE", "assert x")),
    "globt": ("", ('x = TABLE["a"]',)),
    "globlst": ("", ("x = LIST[0]",)),
    "alias that is called": ("", ("x = FACTORY()",)),
    "lamb": ("", ("x = LAMBDA()",)),
    "partial": ("", ("x = functools.partial(Store)()",)),
    "getattr": ("t: Holder", ('x = getattr(t, "made")',)),
    "nested": ("x: Store", ("def inner() -> Store: return x", "x = inner()")),
    "lam": ("t: Store", ("g = lambda: t", "x = g()")),
    "unp": ("t: list[Store]", ("x, *_ = t",)),
    "del": ("t: list[Store]", ("[x] = t",)),
    "swap": ("a: Store, b: Memory", ("a, x = a, a",)),
    "global": ("", ("global LATE", "LATE = Store()", "x = LATE")),
    "await_": ("t: Sequence[tuple[str, Box[Optional[Store]]]]", ("for _, b in t:", " x = b.item", " assert x")),
}

USES: dict[str, str] = {
    "load": "x.load()",
    "size": "print(x.size)",
    "set": "x.size = 1",
    "enter": "with x: pass",
    "iter": "for _ in x: pass",
    "list": "list(x)",
    "item": "x[0]",
    "setitem": "x[0] = 1",
    "delitem": "del x[0]",
    "in": "1 in x",
    "call": "x()",
    "add": "x + 1",
    "neg": "-x",
    "len": "len(x)",
    "str": "str(x)",
    "fmt": 'print(f"{x}")',
    "bool": "bool(x)",
    "eq": "x == 1",
    "comp": "[y for y in x]",
    "star": "print(*x)",
    "hand": "list(map(Store.load, [x]))",
    "meth": "f = x.load; f()",
    "max": "max(x)",
    "unpack": "a, *b = x",
    "join": "sum(x)",
    "not": "if not x: pass",
    "chain": "x.me().load()",
}


def helpers() -> Iterator[tuple[str, str]]:
    """Yield the names and the texts of all helpers.

    What one line binds to ``x`` is also used at once, without a name.
    """
    ways = dict(SOURCES)
    for source, (parameters, lines) in SOURCES.items():
        *_, last = ("", *lines)
        if len(lines) == 1 and last.startswith("x = "):
            ways[f"{source}, at once"] = (parameters, ())
    for number, (source, (parameters, lines)) in enumerate(ways.items()):
        indent = "    "
        text = f"def h{number}_{{}}({parameters}) -> None:\n"
        for line in lines:
            indent = "        " if line.startswith(" ") else "    "
            text += f"{indent}{line.strip()}\n"
            indent += "    " if line.endswith(":") else ""
        way, is_at_once, _ = source.partition(", at once")
        for use, action in USES.items():
            if is_at_once:
                expression = SOURCES[way][1][0].removeprefix("x = ").replace('"', "'")
                action = re.sub(r"\bx\b", f"({expression})", action)
            yield f"{source}: {use}", text.format(use) + f"{indent}{action}\n"
