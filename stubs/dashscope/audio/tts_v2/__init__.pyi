from noblock import blocking

class SpeechSynthesizer:
    @blocking("network")
    def call(self): ...
