from noblock import calls

@calls("iterable")
def tee(iterable): ...

class accumulate:
    @calls("iterable", "func")
    def __init__(self, iterable, func): ...

class batched:
    @calls("iterable")
    def __init__(self, iterable): ...

class chain:
    @calls("iterables")
    def __init__(self, *iterables): ...
    @calls("iterable")
    @classmethod
    def from_iterable(cls, iterable): ...

class combinations:
    @calls("iterable")
    def __init__(self, iterable): ...

class combinations_with_replacement:
    @calls("iterable")
    def __init__(self, iterable): ...

class compress:
    @calls("data", "selectors")
    def __init__(self, data, selectors): ...

class cycle:
    @calls("iterable")
    def __init__(self, iterable): ...

class dropwhile:
    @calls("predicate", "iterable")
    def __init__(self, predicate, iterable): ...

class filterfalse:
    @calls("function", "iterable")
    def __init__(self, function, iterable): ...

class groupby:
    @calls("iterable", "key")
    def __init__(self, iterable, key): ...

class islice:
    @calls("iterable")
    def __init__(self, iterable): ...

class pairwise:
    @calls("iterable")
    def __init__(self, iterable): ...

class permutations:
    @calls("iterable")
    def __init__(self, iterable): ...

class product:
    @calls("iterables")
    def __init__(self, *iterables): ...

class starmap:
    @calls("function", "iterable")
    def __init__(self, function, iterable): ...

class takewhile:
    @calls("predicate", "iterable")
    def __init__(self, predicate, iterable): ...

class zip_longest:
    @calls("iterables")
    def __init__(self, *iterables): ...
