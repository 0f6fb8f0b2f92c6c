import pydrive2.files

class GoogleDrive:
    def CreateFile(self) -> pydrive2.files.GoogleDriveFile: ...
