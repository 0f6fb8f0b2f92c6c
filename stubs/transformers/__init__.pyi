from noblock import blocking

@blocking("file")
def pipeline(): ...

class AutoConfig:
    @blocking("file")
    def from_pretrained(self): ...

class AutoFeatureExtractor:
    @blocking("file")
    def from_pretrained(self): ...

class AutoImageProcessor:
    @blocking("file")
    def from_pretrained(self): ...

class AutoProcessor:
    @blocking("file")
    def from_pretrained(self): ...

class AutoTokenizer:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModel:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForAudioClassification:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForCausalLM:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForImageClassification:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForImageTextToText:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForMaskedLM:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForObjectDetection:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForQuestionAnswering:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForSeq2SeqLM:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForSequenceClassification:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForSpeechSeq2Seq:
    @blocking("file")
    def from_pretrained(self): ...

class AutoModelForTokenClassification:
    @blocking("file")
    def from_pretrained(self): ...

class FeatureExtractionMixin:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...

class GenerationMixin:
    @blocking("cpu")
    def generate(self): ...

class Pipeline:
    @blocking("cpu")
    def __call__(self): ...

class PretrainedConfig:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...

class PreTrainedModel:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...

class PreTrainedTokenizerBase:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...

class ProcessorMixin:
    @blocking("file")
    def from_pretrained(self): ...
    @blocking("file")
    def save_pretrained(self): ...

class Trainer:
    @blocking("cpu")
    def evaluate(self): ...
    @blocking("cpu")
    def predict(self): ...
    @blocking("cpu")
    def train(self): ...
    @blocking("file")
    def save_model(self): ...
