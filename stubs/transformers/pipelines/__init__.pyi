from transformers import pipeline as pipeline
