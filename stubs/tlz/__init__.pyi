from noblock import calls

@calls("func", category="cached")
def memoize(func): ...
