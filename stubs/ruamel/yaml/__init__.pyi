from typing import overload

from noblock import blocking, nonblocking

import builtins
import io

class YAML:
    @overload
    @nonblocking
    def load(self, stream: builtins.str): ...
    @overload
    @nonblocking
    def load(self, stream: builtins.bytes): ...
    @overload
    @nonblocking
    def load(self, stream: io.StringIO): ...
    @overload
    @nonblocking
    def load(self, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def load(self): ...
    @overload
    @nonblocking
    def load_all(self, stream: builtins.str): ...
    @overload
    @nonblocking
    def load_all(self, stream: builtins.bytes): ...
    @overload
    @nonblocking
    def load_all(self, stream: io.StringIO): ...
    @overload
    @nonblocking
    def load_all(self, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def load_all(self): ...
    @overload
    @nonblocking
    def dump(self, data, stream: io.StringIO): ...
    @overload
    @nonblocking
    def dump(self, data, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def dump(self, data, stream): ...
    @overload
    @nonblocking
    def dump(self): ...
    @overload
    @nonblocking
    def dump_all(self, documents, stream: io.StringIO): ...
    @overload
    @nonblocking
    def dump_all(self, documents, stream: io.BytesIO): ...
    @overload
    @blocking("file")
    def dump_all(self, documents, stream): ...
    @overload
    @nonblocking
    def dump_all(self): ...
