from noblock import blocking

class ItemPaged:
    @blocking("network")
    def __iter__(self): ...
    @blocking("network")
    def __next__(self): ...
