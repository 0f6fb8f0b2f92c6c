from noblock import calls

@calls("obj")
def call(obj): ...
