from typing import overload

from noblock import blocking, nonblocking

import io

@overload
@nonblocking
def extract_text(pdf_file: io.BytesIO): ...
@overload
@blocking("file")
def extract_text(): ...
@overload
@nonblocking
def extract_text_to_fp(inf: io.BytesIO): ...
@overload
@blocking("file")
def extract_text_to_fp(): ...
@overload
@nonblocking
def extract_pages(pdf_file: io.BytesIO): ...
@overload
@blocking("file")
def extract_pages(): ...
