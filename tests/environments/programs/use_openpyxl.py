import openpyxl


def book():
    return openpyxl.Workbook()


async def handler():
    book().save("book.xlsx")  # blocks: file
    openpyxl.load_workbook("book.xlsx")  # blocks: file
