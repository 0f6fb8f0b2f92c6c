from noblock import blocking

class Credentials:
    @blocking("file")
    def from_authorized_user_file(self): ...
