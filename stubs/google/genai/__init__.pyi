"""The constructor loads TLS certificates for its clients."""

from noblock import blocking

import google.genai.batches
import google.genai.caches
import google.genai.files
import google.genai.models
import google.genai.operations

class Client:
    @blocking("file")
    def __init__(self): ...
    @property
    def models(self) -> google.genai.models.Models: ...
    @property
    def caches(self) -> google.genai.caches.Caches: ...
    @property
    def batches(self) -> google.genai.batches.Batches: ...
    @property
    def files(self) -> google.genai.files.Files: ...
    @property
    def operations(self) -> google.genai.operations.Operations: ...
