from noblock import blocking

class TextToSoundEffectsClient:
    @blocking("http", use="elevenlabs.text_to_sound_effects.client.AsyncTextToSoundEffectsClient.convert")
    def convert(self): ...
