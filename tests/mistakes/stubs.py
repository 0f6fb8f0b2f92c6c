"""The mistakes that a marker stub can hold, and the line and the words that each is answered with.

Long, because it holds them all. Where a stub imports nothing, the imports that it needs are to be put behind it.
"""

import sys

from noblock.categories import CATEGORIES

A_STATEMENT = "expected an import, a class, a marked function or a variable with a type"
A_MEMBER = "expected a marked method, a class or an attribute with a type"
UNKNOWN_CLASS = 'unknown class "Session"; did you mean "Sessoin"?'
KNOWN = f"(known: {', '.join(CATEGORIES)})"

IN_A_STUB: dict[str, tuple[str | bytes, int, str]] = {
    "a syntax error": (")", 1, "cannot be read: unmatched ')'"),
    "a syntax error further down": ("class A: ...\n\n)", 3, "cannot be read: unmatched ')'"),
    "no text": (b"\xff", 1, "cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
    "a variable": ("x = 1", 1, A_STATEMENT),
    "a variable with a type and a value": ("\nx: int = 1", 2, A_STATEMENT),
    "a variable with a type that is no name": ("x: list[int]", 1, "expected a dotted name"),
    "a variable of a class that is not there": ("class Sessoin: ...\nx: Session", 2, UNKNOWN_CLASS),
    "a variable twice": ("x: int\nx: int", 2, '"x" is already defined on line 1; only overloads may repeat a name'),
    "an attribute with a value": ("class A:\n    x: int = 1", 2, A_MEMBER),
    "a condition": ("import sys\nif sys.platform == 'linux': ...", 2, A_STATEMENT),
    "pass": ("pass", 1, A_STATEMENT),
    "a call": ("print(1)", 1, A_STATEMENT),
    "dots at the top": ("...", 1, A_STATEMENT),
    "an async function": ("@nonblocking\nasync def f(): ...", 2, A_STATEMENT),
    "a variable in a class": ("class A:\n    x = 1", 2, A_MEMBER),
    "a condition in a class": ("class A:\n    if 1: ...", 2, A_MEMBER),
    "an import in a class": ("class A:\n    import x", 2, A_MEMBER),
    "pass in a class": ("class A: pass", 1, A_MEMBER),
    "an async method": ("class A:\n    async def f(self): ...", 2, A_MEMBER),
    "a body": ("@nonblocking\ndef f():\n    return 1", 3, 'expected a body of "..."'),
    "pass as a body": ("@nonblocking\ndef f(): pass", 2, 'expected a body of "..."'),
    "a number as a body": ("@nonblocking\ndef f(): 1", 2, 'expected a body of "..."'),
    "no mark": ("def f(): ...", 1, 'expected a mark or a return type on "f"'),
    "no mark on a method": ("class A:\n    def f(self): ...", 2, 'expected a mark or a return type on "f"'),
    "no mark on a property": (
        "class A:\n    @property\n    def f(self): ...",
        3,
        'expected a mark or a return type on "f"',
    ),
    "no mark on an overload": ("@overload\ndef f(): ...", 2, 'expected a mark or a return type on "f"'),
    "a property outside a class": ("@property\n@nonblocking\ndef f(): ...", 3, "expected a function, not a method"),
    "a static method outside a class": (
        "@staticmethod\n@nonblocking\ndef f(): ...",
        3,
        "expected a function, not a method",
    ),
    "a return type that is no name": ("def f() -> list[int]: ...", 1, "expected a dotted name"),
    "a base that is no name": ("class A(list[int]): ...", 1, "expected a dotted name"),
    "a decorator that is no name": ("@marks[0]\ndef f(): ...", 1, "expected a dotted name"),
    "a misspelt mark": ('@blokcing("http")\ndef f(): ...', 1, 'unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark of somebody else": ("@frozen\ndef f(): ...", 1, 'unknown mark "frozen"'),
    "a misspelt mark in an import": (
        "from noblock import blokcing",
        1,
        'unknown mark "blokcing"; did you mean "blocking"?',
    ),
    "all marks in an import": ("from noblock import *", 1, 'unknown mark "*"'),
    "a mark that is imported from elsewhere": (
        "from gevent import blocking\n@blocking('http')\ndef f(): ...",
        2,
        'unknown mark "gevent.blocking"; did you mean "blocking"?',
    ),
    "a misspelt mark on a class": ("@onloop\nclass A: ...", 1, 'unknown mark "onloop"; did you mean "on_loop"?'),
    "blocking without a category": ("@blocking\ndef f(): ...", 1, '"blocking": expected a category, and maybe use='),
    "blocking with two categories": (
        '@blocking("http", "file")\ndef f(): ...',
        1,
        '"blocking": expected a category, and maybe use=',
    ),
    "blocking with another keyword": (
        '@blocking("http", instead="x")\ndef f(): ...',
        1,
        '"blocking": expected a category, and maybe use=',
    ),
    "blocking with a number": ("@blocking(1)\ndef f(): ...", 1, '"blocking": expected texts'),
    "blocking with a name": ('@blocking("http", use=get)\ndef f(): ...', 1, '"blocking": expected texts'),
    "blocking with unpacked words": ("@blocking(*words)\ndef f(): ...", 1, '"blocking": expected texts'),
    "blocking with unpacked keywords": ('@blocking("http", **w)\ndef f(): ...', 1, '"blocking": expected texts'),
    "a misspelt category": (
        '@blocking("htpp")\ndef f(): ...',
        1,
        f'unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a category of somebody else": ('@blocking("gpu!")\ndef f(): ...', 1, f'unknown category "gpu!" {KNOWN}'),
    "a misspelt category on a class": (
        'class A: ...\n@blocking("slep")\nclass B: ...',
        2,
        f'unknown category "slep"; did you mean "sleep"? {KNOWN}',
    ),
    "nonblocking with an argument": (
        '@nonblocking("http")\ndef f(): ...',
        1,
        '"nonblocking": expected no arguments',
    ),
    "nonblocking that is called": ("@nonblocking()\ndef f(): ...", 1, '"nonblocking": expected no arguments'),
    "offload without parameters": ("@offload\ndef f(job): ...", 1, '"offload": expected names of parameters'),
    "offload that is called with nothing": (
        "@offload()\ndef f(job): ...",
        1,
        '"offload": expected names of parameters',
    ),
    "offload with a keyword": (
        '@offload("job", category="http")\ndef f(job): ...',
        1,
        '"offload": expected names of parameters',
    ),
    "calls without parameters": (
        '@calls(category="http")\ndef f(job): ...',
        1,
        '"calls": expected names of parameters',
    ),
    "calls with a misspelt category": (
        '@calls("job", category="cachd")\ndef f(job): ...',
        1,
        f'unknown category "cachd"; did you mean "cached"? {KNOWN}',
    ),
    "on_loop that is called with nothing": ("@on_loop()\ndef f(): ...", 1, '"on_loop": expected names of parameters'),
    "on_init that is called": ('@on_init("job")\ndef f(job): ...', 1, '"on_init": expected no arguments'),
    "a misspelt parameter": (
        '@offload("jbo")\ndef f(job): ...',
        1,
        '"offload" names the parameter "jbo", which is not in the signature; did you mean "job"?',
    ),
    "a parameter that a method does not have": (
        'class A:\n    @on_loop("handler")\n    def f(self): ...',
        2,
        '"on_loop" names the parameter "handler", which is not in the signature',
    ),
    "marks that contradict each other": (
        '@blocking("http")\n@nonblocking\ndef f(): ...',
        3,
        '"f" is marked both as blocking and as nonblocking',
    ),
    "marks that contradict each other on a class": (
        '@nonblocking\n@blocking("http")\nclass A: ...',
        3,
        '"A" is marked both as blocking and as nonblocking',
    ),
    "a function twice": (
        "@nonblocking\ndef f(): ...\n@nonblocking\ndef f(): ...",
        4,
        '"f" is already defined on line 2; only overloads may repeat a name',
    ),
    "a method twice": (
        "class A:\n    @nonblocking\n    def f(self): ...\n    @nonblocking\n    def f(self): ...",
        5,
        '"f" is already defined on line 3; only overloads may repeat a name',
    ),
    "a class twice": (
        "class A: ...\nclass A: ...",
        2,
        '"A" is already defined on line 1; only overloads may repeat a name',
    ),
    "a class and a function": (
        "class A: ...\n@nonblocking\ndef A(): ...",
        3,
        '"A" is already defined on line 1; only overloads may repeat a name',
    ),
    "a literal that is none": ("@overload\n@nonblocking\ndef f(a: Literal[x]): ...", 3, "expected a literal"),
    "a literal that cannot be one": (
        "@overload\n@nonblocking\ndef f(a: Literal[[1]]): ...",
        3,
        "expected a literal",
    ),
    "a literal that cannot be evaluated": (
        "@overload\n@nonblocking\ndef f(a: Literal[{[]: 1}]): ...",
        3,
        "expected a literal",
    ),
    "a literal with a fraction": ("@overload\n@nonblocking\ndef f(a: Literal[1.5]): ...", 3, "expected a literal"),
    "a required type that is no name": (
        "@overload\n@nonblocking\ndef f(a: int | str): ...",
        3,
        "expected a dotted name",
    ),
    "a type where nothing is decided": (
        "@nonblocking\ndef f(a: int): ...",
        2,
        "expected types of parameters only in overloads",
    ),
    "a default": ("@nonblocking\ndef f(a=1): ...", 2, "expected a parameter without a default"),
    "a default of a parameter with a name": (
        "@nonblocking\ndef f(*, a=1): ...",
        2,
        "expected a parameter without a default",
    ),
    "a keyword of a class": ("class A(metaclass=M): ...", 1, "expected a class without keywords"),
    "a call as a base": ("class A(make(B)): ...", 1, "expected a dotted name"),
    "a text as a base": ('class A("B"): ...', 1, "expected a dotted name"),
    "a call as a return type": ("def f() -> make(B): ...", 1, "expected a dotted name"),
    "a base that is not there": ("class Sessoin: ...\nclass A(Session): ...", 2, UNKNOWN_CLASS),
    "a return type that is not there": ("class Sessoin: ...\ndef f() -> Session: ...", 2, UNKNOWN_CLASS),
    "a module that is not imported": ("def f() -> other.Client: ...", 1, 'unknown class "other"'),
    "a class in a class twice": (
        "class A:\n    class B: ...\n    class B: ...",
        3,
        '"B" is already defined on line 2; only overloads may repeat a name',
    ),
    "a method and a class in a class": (
        "class A:\n    @nonblocking\n    def B(self): ...\n    class B: ...",
        4,
        '"B" is already defined on line 3; only overloads may repeat a name',
    ),
    "an overload of something else": (
        "@nonblocking\ndef f(): ...\n@overload\n@nonblocking\ndef f(a): ...",
        5,
        '"f" is already defined on line 2; only overloads may repeat a name',
    ),
    "something else after overloads": (
        "@overload\n@nonblocking\ndef f(a): ...\n@nonblocking\ndef f(): ...",
        5,
        '"f" is already defined on line 3; only overloads may repeat a name',
    ),
    "a mark twice": (
        '@blocking("http")\n@blocking("file")\ndef f(): ...',
        2,
        '"f" is marked with "blocking" twice',
    ),
    "a parameter twice": (
        '@calls("a", "a")\ndef f(a): ...',
        1,
        '"calls": expected every parameter once, found "a" twice',
    ),
    "a replacement that is no name": (
        '@blocking("http", use="await get()")\ndef f(): ...',
        1,
        '"blocking": expected a dotted name as use=, found "await get()"',
    ),
    "a mark of functions on a class": ("@on_loop\nclass A: ...", 1, '"on_loop": expected a function, not a class'),
    "a property that is called": (
        "class A:\n    @property(1)\n    @nonblocking\n    def f(self): ...",
        2,
        'expected "property" without arguments',
    ),
    "an overload that is called": (
        "@overload()\n@nonblocking\ndef f(a): ...",
        1,
        'expected "overload" without arguments',
    ),
    "a mark that is not imported": (
        "import noblock\n@nonblocking\ndef f(): ...",
        2,
        '"nonblocking" is not imported: from noblock import nonblocking',
    ),
    "an overload that is not imported": (
        "from noblock import nonblocking\n@overload\n@nonblocking\ndef f(): ...",
        2,
        '"overload" is not imported: from typing import overload',
    ),
    "an import without names": ("from lib import *", 1, "expected the names that are imported"),
    "an import without the module": ("from . import x", 1, "expected the full name of a module"),
    "a body that goes on": ("@nonblocking\ndef f():\n    ...\n    x()", 4, 'expected a body of "..."'),
    "a text of several lines": (
        '@blocking("a\\nb\\ud800")\ndef f(): ...',
        1,
        f'unknown category "a\\nb\\ud800" {KNOWN}',
    ),
}
if sys.version_info >= (3, 12):
    IN_A_STUB |= {
        "a type parameter of a function": (
            "@nonblocking\ndef f[T](): ...",
            2,
            "expected a function without type parameters",
        ),
        "a type parameter of a class": ("class A[T]: ...", 1, "expected a class without type parameters"),
        "an alias of a type": ("type A = int", 1, A_STATEMENT),
    }
