"""The mistakes that a configuration can hold, and what each is answered with.

Long, because it holds them all. Beside the file lie the folder ``marks`` and the file ``app.py``.
"""

from collections.abc import Mapping

from noblock.categories import CATEGORIES

KNOWN = f"(known: {', '.join(CATEGORIES)})"
AN_ENTRY = '"allow": expected a name, or { name = "...", categories = ["..."] }, found'
A_NAME = '"allow": expected a dotted name such as "app.settings.load" or "logging.*", found'
A_TABLE = '"marks": expected a table such as { "app.sync_only" = "blocking" }, found'

IN_TOML: Mapping[str, tuple[str, str]] = {
    "an unknown option": ('alow = ["a.b"]', 'unknown option "alow"; did you mean "allow"?'),
    "an option far from any": ("verbose = true", 'unknown option "verbose"'),
    "no list of names": ("allow = 3", '"allow": expected a list of names, found 3'),
    "a table of names": ('allow = { name = "a.b" }', "\"allow\": expected a list of names, found {'name': 'a.b'}"),
    "a number for a name": ("allow = [3]", f"{AN_ENTRY} 3"),
    "a table without a name": ("allow = [{ }]", f"{AN_ENTRY} {{}}"),
    "a misspelt key in a table": ('allow = [{ nam = "a.b" }]', f"{AN_ENTRY} {{'nam': 'a.b'}}"),
    "a further key in a table": ('allow = [{ name = "a", x = 1 }]', f"{AN_ENTRY} {{'name': 'a', 'x': 1}}"),
    "a number for categories": (
        'allow = [{ name = "a", categories = 3 }]',
        f"{AN_ENTRY} {{'name': 'a', 'categories': 3}}",
    ),
    "a misspelt category": (
        'allow = [{ name = "a.b", categories = ["flie"] }]',
        f'unknown category "flie"; did you mean "file"? {KNOWN}',
    ),
    "a name with a hyphen": ('allow = ["my-app.load"]', f'{A_NAME} "my-app.load"'),
    "a name with an empty part": ('allow = ["app..load"]', f'{A_NAME} "app..load"'),
    "no name": ('allow = [""]', f'{A_NAME} ""'),
    "a regular expression": ('allow = ["app.(load|save)"]', f'{A_NAME} "app.(load|save)"'),
    "no list of folders": ("stubs = true", '"stubs": expected a list of folders, found True'),
    "numbers for folders": ("stubs = [1]", '"stubs": expected a list of folders, found [1]'),
    "a missing folder": ('stubs = ["nowhere"]', '"stubs": no folder "nowhere"'),
    "a misspelt folder": ('stubs = ["mraks"]', '"stubs": no folder "mraks"; did you mean "marks"?'),
    "a file for a folder": ('stubs = ["app.py"]', '"stubs": no folder "app.py"'),
    "a number for a switch": ("transitive = 1", '"transitive": expected true or false, found 1'),
    "a word for a switch": ('transitive = "maybe"', "\"transitive\": expected true or false, found 'maybe'"),
    "no table of marks": ("marks = 3", f"{A_TABLE} 3"),
    "a number for a mark": ('marks = { "app.f" = 3 }', f"{A_TABLE} {{'app.f': 3}}"),
    "a misspelt mark": ('marks = { "app.f" = "blokcing" }', 'unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark that needs parameters": ('marks = { "app.f" = "offload" }', 'unknown mark "offload"'),
    "a misspelt category of a mark": (
        'marks = { "app.f" = "blocking:htpp" }',
        f'unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a category of a mark that has none": (
        'marks = { "app.f" = "on_loop:http" }',
        '"on_loop": expected no category, found "http"',
    ),
    "a decorator that is no name": (
        'marks = { "app f" = "blocking" }',
        '"marks": expected a dotted name such as "app.sync_only", found "app f"',
    ),
    "a decorator with a wildcard": (
        'marks = { "app.*" = "blocking" }',
        '"marks": expected a dotted name such as "app.sync_only", found "app.*"',
    ),
    "no categories": ('allow = [{ name = "a", categories = [] }]', f"{AN_ENTRY} {{'name': 'a', 'categories': []}}"),
    "a misspelt category after a colon": (
        'allow = ["a.b:flie"]',
        f'unknown category "flie"; did you mean "file"? {KNOWN}',
    ),
    "a number in a name": ('allow = ["app.3d"]', f'{A_NAME} "app.3d"'),
}
IN_INI: Mapping[str, tuple[str, str]] = {
    "an unknown option": ("Stub = marks", 'unknown option "stub"; did you mean "stubs"?'),
    "a word for a switch": ("transitive = maybe", "\"transitive\": expected true or false, found 'maybe'"),
    "a missing folder": ("stubs = marks, nowhere", '"stubs": no folder "nowhere"'),
    "a name with a hyphen": ("allow = my-app.load", f'{A_NAME} "my-app.load"'),
    "a misspelt mark": ("marks = app.f = onloop", 'unknown mark "onloop"; did you mean "on_loop"?'),
    "a name without a mark": ("marks = app.f", 'unknown mark ""'),
    "a name with a space": ("allow = a.b c.d", f'{A_NAME} "a.b c.d"'),
    "a misspelt category": ("allow = app.f: flie", f'unknown category "flie"; did you mean "file"? {KNOWN}'),
}
