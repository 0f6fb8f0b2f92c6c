"""Readability.js is a program of its own."""

from typing import Literal, overload

from noblock import blocking, nonblocking

@overload
@blocking("subprocess")
def simple_json_from_html_string(*, use_readability: Literal[True]): ...
@overload
@nonblocking
def simple_json_from_html_string(): ...
