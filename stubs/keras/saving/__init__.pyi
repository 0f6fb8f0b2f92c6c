from noblock import blocking

import keras

@blocking("file")
def load_model() -> keras.Model: ...
@blocking("file")
def save_model(): ...
