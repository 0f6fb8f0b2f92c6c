from noblock import blocking

class ItemPaged:
    @blocking("network")
    def __next__(self): ...
