from noblock import blocking

class CommentForest:
    @blocking("http")
    def replace_more(self): ...
