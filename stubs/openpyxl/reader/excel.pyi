from openpyxl import load_workbook as load_workbook
