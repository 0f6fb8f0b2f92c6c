from noblock import blocking

class Model:
    @blocking("file")
    def __init__(self): ...

class SpkModel:
    @blocking("file")
    def __init__(self): ...

class KaldiRecognizer:
    @blocking("cpu")
    def AcceptWaveform(self): ...
    @blocking("cpu")
    def FinalResult(self): ...
