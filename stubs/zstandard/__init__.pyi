from noblock import nonblocking

# They read and write what they are made with, most often in memory; opening a file is reported by itself.
@nonblocking
class ZstdCompressionReader: ...

@nonblocking
class ZstdCompressionWriter: ...

@nonblocking
class ZstdDecompressionReader: ...

@nonblocking
class ZstdDecompressionWriter: ...
