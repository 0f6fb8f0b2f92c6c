from noblock import blocking

@blocking("subprocess")
def ocr(): ...
