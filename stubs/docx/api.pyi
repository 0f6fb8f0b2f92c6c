from docx import Document as Document
