from noblock import blocking

class S3Transfer:
    @blocking("network")
    def download_file(self): ...
    @blocking("network")
    def upload_file(self): ...
