"""What random programs are made of: kinds of definitions, and forms of statements with slots for names."""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION, CLASS, GENERATOR, MANAGER, INVOKER, MOVER = "function", "class", "generator", "manager", "invoker", "mover"
HANDLER, FACTORY, INSTANCE, TABLE, DISPATCHER, MOVED = "handler", "factory", "instance", "table", "dispatcher", "moved"
DECORATOR, OFFLOADER, PROTOCOL, POOL = "decorator", "offloader", "protocol", "pool"
KEEPER, DEFAULTED, GIVER, DISPATCHED, RECORD = "keeper", "defaulted", "giver", "dispatched", "record"
LIBRARY, OPTIONAL, GENERIC, PATH = "library", "optional", "generic", "path"
TELLER, CONFIGURED, TEMPLATE, HOOKED = "teller", "configured", "template", "hooked"
SWITCHED, BUS, SHARED, READY, CHOOSING = "switched", "bus", "shared", "ready", "choosing"
ASKING, SERVICE = "asking", "service"


@dataclass(frozen=True)
class Kind:
    """What is written around a body.

    Attributes:
        head: The first lines, with slots for the name and for other names.
        bare: The same without annotations; empty if there is no such form.
        tail: The end of the body.
        roles: The slots that the definition may fill.
        needs: The roles of the names in its first lines.
        inside: Which forms of statements may stand in its body; empty if it has none.
        depth: How far the body is indented.
        closing: What follows the body, indented once.
    """

    head: str
    bare: str = ""
    tail: str = ""
    roles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    inside: str = ""
    depth: int = 1
    closing: str = ""


KINDS = {
    "function": Kind("def {name}() -> int:", "def {name}():", "return 1", (FUNCTION,), inside="sync"),
    "alias": Kind("{name} = {0}", roles=(FUNCTION,), needs=(FUNCTION,)),
    "decorated": Kind("@{0}\ndef {name}() -> int:", "", "return 1", (FUNCTION,), (DECORATOR,), "sync"),
    "factory": Kind("def {name}() -> {0}:", "def {name}():", "return {0}()", (FACTORY,), (CLASS,), "sync"),
    "passed": Kind("def {name}():", tail="return {0}()", roles=(FACTORY,), needs=(FACTORY,), inside="sync"),
    "pool": Kind(
        "@contextmanager\ndef {name}():", tail="yield {0}()", roles=(POOL,), needs=(FACTORY,), inside="sync"
    ),
    "made": Kind("{name} = {0}()", roles=(INSTANCE,), needs=(FACTORY,)),
    "generator": Kind("def {name}() -> Iterator[int]:", "def {name}():", "yield 1", (GENERATOR,), inside="sync"),
    "manager": Kind(
        "@contextmanager\ndef {name}() -> Iterator[None]:", "@contextmanager\ndef {name}():", "yield", (MANAGER,),
        inside="sync",
    ),
    "handler": Kind("async def {name}() -> None:", "async def {name}():", "", (HANDLER,), inside="async"),
    "invoker": Kind(
        "def {name}(fn: Callable[[], object]) -> None:", "def {name}(fn):", "", (INVOKER,), inside="invoker"
    ),
    "mover": Kind(
        "async def {name}(fn: Callable[[], object]) -> None:", "async def {name}(fn):", "", (MOVER,), inside="mover"
    ),
    "dispatcher": Kind(
        "def {name}(item: {0}) -> int:", "def {name}(item):", "return item.load()", (DISPATCHER,), (PROTOCOL,), "sync"
    ),
    "asking": Kind(
        "async def {name}(item: {0}) -> int:", "", "return item.load()", (ASKING,), (PROTOCOL,), "async"
    ),
    "passing": Kind(
        "def {name}(item: {0}) -> int:", "def {name}(item):", "return {1}(item)", (DISPATCHER,),
        (PROTOCOL, DISPATCHER), "sync",
    ),
    "service": Kind(
        "class {name}:\n    def __init__(self, item: {0}) -> None:\n        self.item = item\n"
        "    def run(self) -> int:",
        "class {name}:\n    def __init__(self, item):\n        self.item = item\n    def run(self):",
        "return self.item.load()", (SERVICE,), (PROTOCOL,), "sync", 2,
    ),
    "decorator": Kind(
        "def {name}(fn: Callable[[], int]) -> Callable[[], int]:\n    @functools.wraps(fn)\n    def wrapper() -> int:",
        "", "return fn()", (DECORATOR,), inside="sync", depth=2, closing="return wrapper",
    ),
    "offloader": Kind(
        "def {name}(fn: Callable[[], int]) -> Callable[[], Awaitable[int]]:\n    async def wrapper() -> int:", "",
        "return await asyncio.to_thread(fn)", (OFFLOADER,), inside="async", depth=2, closing="return wrapper",
    ),
    "moved": Kind("@{0}\ndef {name}() -> int:", "", "return 1", (MOVED,), (OFFLOADER,), "sync"),
    "keeper": Kind(
        "class {name}:\n    def __init__(self, fn: Callable[[], object]) -> None:\n        self.fn = fn\n"
        "    def run(self) -> None:",
        "class {name}:\n    def __init__(self, fn):\n        self.fn = fn\n    def run(self):",
        "self.fn()", (KEEPER,), inside="sync", depth=2,
    ),
    "ready": Kind(
        "class {name}({0}):\n    def __init__(self) -> None:", "class {name}({0}):\n    def __init__(self):",
        "super().__init__({1})", (READY,), (KEEPER, FUNCTION), "sync", 2,
    ),
    "ready_by_default": Kind(
        "class {name}:\n    def __init__(self, fn: Callable[[], object] = {0}) -> None:\n        self.fn = fn\n"
        "    def run(self) -> None:",
        "class {name}:\n    def __init__(self, fn={0}):\n        self.fn = fn\n    def run(self):",
        "self.fn()", (KEEPER, READY), (FUNCTION,), "sync", 2,
    ),
    "switched": Kind(
        "class {name}:\n    def __init__(self, on: bool = False) -> None:\n        self.on = on\n"
        "    def load(self) -> int:",
        "class {name}:\n    def __init__(self, on=False):\n        self.on = on\n    def load(self):",
        "if self.on:\n    {0}()\nreturn 1", (SWITCHED, CLASS), (FUNCTION,), "sync", 2,
    ),
    "bus": Kind(
        "class {name}:\n    def __init__(self) -> None:\n        self.fns: list[Callable[[], object]] = []\n"
        "    def on(self, fn: Callable[[], object]) -> None:\n        self.fns.append(fn)\n    def run(self) -> None:",
        "class {name}:\n    def __init__(self):\n        self.fns = []\n"
        "    def on(self, fn):\n        self.fns.append(fn)\n    def run(self):",
        "for fn in self.fns:\n    fn()", (BUS,), inside="sync", depth=2,
    ),
    "shared": Kind("{name} = {0}()", roles=(SHARED,), needs=(BUS,)),
    "connected": Kind("{0}.on({1})", needs=(SHARED, FUNCTION)),
    "filled": Kind(
        "{name} = None\ndef {name}_fill():\n    global {name}\n    {name} = {0}()", roles=(INSTANCE,), needs=(FACTORY,)
    ),
    "choosing": Kind(
        "def {name}(item: object) -> None:", "def {name}(item):", "if isinstance(item, {0}):\n    {1}()", (CHOOSING,),
        (CLASS, FUNCTION), "sync",
    ),
    "standing": Kind(
        "def {name}(fn: Callable[[], object] | None = None) -> None:", "def {name}(fn=None):", "fn = fn or {0}\nfn()",
        (OPTIONAL,), (FUNCTION,), "sync",
    ),
    "both": Kind(
        "def {name}(fn):\n    if asyncio.iscoroutinefunction(fn):\n        return fn\n    @functools.wraps(fn)\n"
        "    def wrapper(*args):",
        "", "return fn(*args)", (DECORATOR,), inside="sync", depth=2, closing="return wrapper",
    ),
    "defaulted": Kind(
        "def {name}(fn: Callable[[], object] = {0}) -> None:", "def {name}(fn={0}):", "fn()", (DEFAULTED, INVOKER),
        (FUNCTION,), "invoker",
    ),
    "giver": Kind("def {name}(fn: Callable[[], int]) -> Callable[[], int]:", "", "return fn", (GIVER,), inside="sync"),
    "registry": Kind(
        "waiting: list[Callable[[], int]] = []\nasync def {name}_run() -> None:\n    for fn in waiting:\n        fn()\n"
        "def {name}(fn: Callable[[], int]) -> Callable[[], int]:",
        "waiting = []\nasync def {name}_run():\n    for fn in waiting:\n        fn()\ndef {name}(fn):",
        "waiting.append(fn)\nreturn fn", (GIVER, DECORATOR), inside="sync",
    ),
    "dispatched": Kind(
        "@functools.singledispatch\ndef {name}(key: object) -> int: return 1\n"
        "@{name}.register\ndef _(key: int) -> int:",
        "", "return 1", (DISPATCHED,), inside="sync",
    ),
    "record": Kind(
        "@dataclass\nclass {name}:\n    part: int = field(default_factory={0})", roles=(RECORD,), needs=(FUNCTION,)
    ),
    "lambda": Kind("{name} = lambda: {0}()", roles=(FUNCTION,), needs=(FUNCTION,)),
    "hand_over": Kind("asyncio.new_event_loop().call_soon({0})", needs=(FUNCTION,)),
    "instance": Kind("{name} = {0}()", roles=(INSTANCE,), needs=(CLASS,)),
    "table": Kind('{name} = {{"a": {0}, "b": {1}}}', roles=(TABLE,), needs=(FUNCTION, FUNCTION)),
    "library": Kind("import MySQLdb as {name}  # type: ignore", roles=(LIBRARY,)),
    "optional": Kind(
        "def {name}(fn: object = None) -> None:", "def {name}(fn=None):", "if fn is None:\n    {0}()", (OPTIONAL,),
        (FUNCTION,), "sync",
    ),
    "keeping": Kind(
        "kept: dict[str, int] = {{}}\ndef {name}() -> int:", "kept = {{}}\ndef {name}():",
        "if 'a' not in kept:\n    kept['a'] = {0}()\nreturn 1", (FUNCTION,), (FUNCTION,), "sync",
    ),
    "configured": Kind(
        "def {name}(mode, part=None) -> None:",
        tail="if mode == 'a':\n    {0}()\nif isinstance(part, Path):\n    {1}()",
        roles=(CONFIGURED,), needs=(FUNCTION, FUNCTION), inside="sync",
    ),
    "teller": Kind(
        "def {name}() -> bool:\n    try:\n        asyncio.get_running_loop()\n        return True\n"
        "    except RuntimeError:\n        return False",
        roles=(TELLER,),
    ),
    "mute": Kind("def {name}() -> bool:", "def {name}():", "return bool(time)", roles=(TELLER,)),
    "echo": Kind("def {name}() -> bool:", "def {name}():", "return {0}()", (TELLER,), (TELLER,)),
    "generic": Kind("def {name}(text: AnyStr) -> AnyStr:", "", "return text", (GENERIC,), inside="sync"),
    "path": Kind("def {name}(name: Any) -> Path:", "def {name}(name):", 'return Path("a") / name', (PATH,)),
    "collector": Kind(
        "class {name}:\n    def __init__(self):\n        self.parts = []\n    def load(self):",
        "", "self.parts.append({0}())\nself.parts[0].load()", (CLASS,), (FACTORY,), "sync", 2,
    ),
    "class": Kind("class {name}{bases}:", roles=(CLASS,)),
    "heir": Kind(
        "from MySQLdb.connections import Connection  # type: ignore\nclass {name}(Connection):\n    def load(self):",
        "", "return self.commit()", (CLASS,), (), "sync", 2,
    ),
    "protocol": Kind("class {name}(Protocol):", tail="def load(self) -> int: ...", roles=(PROTOCOL,)),
    "template": Kind(
        "class {name}(ABC):",
        tail="async def run(self) -> None:\n    self.again()\ndef again(self) -> None:\n    self.load()\n"
        "@abstractmethod\ndef load(self) -> int: ...",
        roles=(CLASS,),
    ),
    "hooked": Kind(
        "class {name}:",
        tail="def again(self) -> int:\n    return self.load() + self.size\n@property\ndef size(self) -> int:\n"
        "    return 1\n@classmethod\ndef make(cls) -> int:\n    cls()\n    return 1\n"
        "def load(self) -> int:\n    return 1",
        roles=(CLASS,),
    ),
    "abstract": Kind("class {name}(ABC):", tail="@abstractmethod\ndef load(self) -> int: ...", roles=(PROTOCOL,)),
}  # fmt: skip

MEMBERS = {
    "load": Kind("def load(self) -> int:", "def load(self):", "return 1", inside="method"),
    "again": Kind("def again(self) -> int:", "def again(self):", "return 1", inside="method"),
    "close": Kind("def close(self) -> None:", "def close(self):", inside="method"),
    "init": Kind("def __init__(self) -> None:", "def __init__(self):", "self.part = {0}()", (), (FACTORY,), "sync"),
    "size": Kind("@property\ndef size(self) -> int:", "@property\ndef size(self):", "return 1", inside="method"),
    "is_on": Kind("@property\ndef is_on(self) -> bool:", "", "return {0}()", (), (TELLER,)),
    "sized": Kind(
        "@property\ndef size(self) -> int: return 1\n@size.setter\ndef size(self, value: int) -> None:",
        "",
        inside="method",
    ),
    "enter": Kind(
        "def __exit__(self, *args: object) -> None: ...\ndef __enter__(self) -> int:", "", "return 1", inside="method"
    ),
    "iter": Kind("def __iter__(self) -> Iterator[int]:", "def __iter__(self):", "yield 1", inside="method"),
    "add": Kind("def __add__(self, other: int) -> int:", "def __add__(self, other):", "return 1", inside="method"),
    "call": Kind("def __call__(self) -> int:", "def __call__(self):", "return 1", inside="method"),
    "fill": Kind("def fill(self) -> None:", "def fill(self):", "self.part = {0}()", (), (FACTORY,), "sync"),
    "getattr": Kind(
        "def __getattr__(self, name: str) -> int:", "def __getattr__(self, name):", "return 1", inside="method"
    ),
    "setitem": Kind(
        "def __setitem__(self, key: int, value: int) -> None:", "def __setitem__(self, key, value):", inside="method"
    ),
    "less": Kind("def __lt__(self, other: object) -> bool:", "", "return True", inside="method"),
    "truth": Kind("def __bool__(self) -> bool:", "def __bool__(self):", "return True", inside="method"),
    "text": Kind("def __str__(self) -> str:", "def __str__(self):", "return ''", inside="method"),
    "work": Kind("@property\ndef work(self) -> Callable[[], int]:", "", "return {0}", (), (FUNCTION,), "sync"),
    "me": Kind("def me(self):", "", "return self", inside="method"),
    "serve": Kind("async def serve(self) -> None:", "async def serve(self):", inside="async"),
}
KINDS |= MEMBERS


@dataclass(frozen=True)
class Form:
    """One kind of statement: its text, the roles of the names in it, and the bodies in which it may stand."""

    text: str
    roles: tuple[str, ...] = ()
    inside: tuple[str, ...] = ("sync", "async", "method", "invoker", "mover")


BLOCKING_FORMS = tuple(map(Form, ("time.sleep(1)", "subprocess.run(['ls'])", "open('file')", "input()")))
HARMLESS_FORMS = tuple(map(Form, ("len('')", "asyncio.sleep", "print(1)")))
CALLING_FORMS = (
    Form("{0}()", (FUNCTION,)),
    Form("functools.partial({0})()", (FUNCTION,)),
    Form("(lambda: {0}())()", (FUNCTION,)),
    Form("local = {0}; local()", (FUNCTION,)),
    Form("def inner() -> int:\n    return {0}()\ninner()", (FUNCTION,)),
    Form("sorted([1], key=lambda _: {0}())", (FUNCTION,)),
    Form("asyncio.get_event_loop().call_soon({0})", (FUNCTION,)),
    Form("{0}({1})", (INVOKER, FUNCTION)),
    Form("{0}(functools.partial({1}))", (INVOKER, FUNCTION)),
    Form("{0}(lambda: {1}())", (INVOKER, FUNCTION)),
    Form("{0}({1}().load)", (INVOKER, CLASS)),
    Form("{0}()", (CLASS,)),
    Form("{0}().load()", (CLASS,)),
    Form("{0}().load()", (FACTORY,)),
    Form("{0}().again()", (CLASS,)),
    Form("{0}.make()", (CLASS,)),
    Form("list(str(item) for item in {0}())", (CLASS,)),
    Form("{0}().part.load()", (CLASS,)),
    Form("with {0}() as lent: lent.load()", (POOL,)),
    Form("def near():\n    return {0}()\nnear().load()", (CLASS,)),
    Form("{0}().size", (CLASS,)),
    Form("{0}().size = 1", (CLASS,)),
    Form("{0}() + 1", (CLASS,)),
    Form("{0}()()", (CLASS,)),
    Form("with {0}(): pass", (CLASS,)),
    Form("for _ in {0}(): pass", (CLASS,)),
    Form("for _ in {0}(): pass", (GENERATOR,)),
    Form("list({0}())", (GENERATOR,)),
    Form("with {0}(): pass", (MANAGER,)),
    Form("{0}.load()", (INSTANCE,)),
    Form('{0}["a"]()', (TABLE,)),
    Form("{0}({1}())", (DISPATCHER, CLASS)),
    Form("await {0}({1}())", (ASKING, CLASS), ("async", "mover")),
    Form("{0}({1}()).run()", (SERVICE, CLASS)),
    Form("for item in ({0}(), {1}()): item.load()", (CLASS, CLASS)),
    Form("def pick(one: '{0} | {1}') -> int:\n    return one.load()\npick({0}())", (CLASS, CLASS)),
    Form("{0}({1}).run()", (KEEPER, FUNCTION)),
    Form("kept = {0}(lambda: {1}()); kept.run()", (KEEPER, FUNCTION)),
    Form("{0}().run()", (READY,)),
    Form("{0}({1}).load()", (SWITCHED, TELLER)),
    Form("{0}(True).load()", (SWITCHED,)),
    Form("made = {0}(on=True); made.load()", (SWITCHED,)),
    Form("bus = {0}(); bus.on({1}); bus.run()", (BUS, FUNCTION)),
    Form("{0}.on({1})", (SHARED, FUNCTION)),
    Form("{0}.run()", (SHARED,)),
    Form("{0}({1}())", (CHOOSING, CLASS)),
    Form("{0}().me().load()", (CLASS,)),
    Form('getattr({0}(), "load")()', (CLASS,)),
    Form("{0}()", (DEFAULTED,)),
    Form("{0}({1})()", (GIVER, FUNCTION)),
    Form("{0}.connect().cursor().execute('')", (LIBRARY,)),
    Form("{0}()", (OPTIONAL,)),
    Form("{0}({1})", (OPTIONAL, FUNCTION)),
    Form("{0}('')", (GENERIC,)),
    Form("{0}('a', Path())", (CONFIGURED,)),
    Form("{0}(None, 'a')", (CONFIGURED,)),
    Form("if not {0}():\n    {1}()", (TELLER, FUNCTION)),
    Form("told = {0}()\n(len if told else {1})()", (TELLER, FUNCTION)),
    Form("print() if {0}().is_on else {1}()", (CLASS, FUNCTION)),
    Form("{0}({1}).read_text()", (PATH, FUNCTION)),
    Form("{0}(1)", (DISPATCHED,)),
    Form("{0}()", (RECORD,)),
    Form("{0}(part=1)", (RECORD,)),
    Form("@{0}\ndef inner() -> int:\n    return 1", (DECORATOR,)),
    Form("{0}().work()", (CLASS,)),
    Form("{0}().missing", (CLASS,)),
    Form("{0}()[1] = 2", (CLASS,)),
    Form("sorted([{0}(), {0}()])", (CLASS,)),
    Form("assert {0}()", (CLASS,)),
    Form('"%s" % {0}()', (CLASS,)),
    Form("print(*{0}())", (CLASS,)),
    Form("list(map(lambda _: {0}(), [1]))", (FUNCTION,)),
    Form("list([{0}])", (FUNCTION,)),
    Form('operator.methodcaller("load")({0}())', (CLASS,)),
    Form('sorted([{0}()], key=operator.methodcaller("load"))', (CLASS,)),
    Form("if time.time():\n    await asyncio.to_thread({0})\nelse:\n    {0}()", (FUNCTION,), ("async", "mover")),
    Form("await asyncio.to_thread({0}({1}).run)", (KEEPER, FUNCTION), ("async", "mover")),
    Form("await asyncio.to_thread({0})", (FUNCTION,), ("async", "mover")),
    Form("await asyncio.to_thread({0}().load)", (CLASS,), ("async", "mover")),
    Form("await asyncio.to_thread(lambda: {0}())", (FUNCTION,), ("async", "mover")),
    Form("await asyncio.get_running_loop().run_in_executor(None, {0})", (FUNCTION,), ("async", "mover")),
    Form(
        "elsewhere = asyncio.get_running_loop().run_in_executor\nawait elsewhere(None, {0})\n{0}()",
        (FUNCTION,),
        ("async", "mover"),
    ),
    Form("await {0}({1})", (MOVER, FUNCTION), ("async", "mover")),
    Form("await {0}()", (HANDLER,), ("async", "mover")),
    Form("await {0}()", (MOVED,), ("async", "mover")),
    Form("@{0}\nasync def far() -> int:\n    return 1\nawait far()", (DECORATOR,), ("async", "mover")),
    Form("await {0}().serve()", (CLASS,), ("async", "mover")),
    Form("super().load()", (), ("method",)),
    Form("self.load()", (), ("method",)),
    Form("super().again()", (), ("method",)),
    Form("print(self.size)", (), ("method",)),
    Form("self.part.load()", (), ("method",)),
)
PASSING_FORMS = (
    Form("fn()", (), ("invoker",)),
    Form("functools.partial(fn)()", (), ("invoker",)),
    Form("def run() -> None:\n    fn()\nrun()", (), ("invoker",)),
    Form("kept = [fn]", (), ("invoker",)),
    Form("{0}(fn)", (INVOKER,), ("invoker",)),
    Form("await asyncio.to_thread(fn)", (), ("mover",)),
    Form("await asyncio.get_running_loop().run_in_executor(None, functools.partial(fn))", (), ("mover",)),
    Form("await {0}(fn)", (MOVER,), ("mover",)),
)
MARKS = ('@blocking("http")', "@nonblocking", "@on_loop", '@blocking("database", use="asyncpg.connect")')
IGNORES = ("blocking-sleep", "blocking", "blocking-http")
