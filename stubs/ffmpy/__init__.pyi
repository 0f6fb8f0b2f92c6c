from noblock import blocking

class FFmpeg:
    @blocking("subprocess")
    def run(self): ...
