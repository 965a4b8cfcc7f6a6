import argparse

from datasets import load_dataset
from transformers import (
    Seq2SeqTrainer,
    Seq2SeqTrainingArguments,
    WhisperForConditionalGeneration,
    WhisperProcessor,
)

parser = argparse.ArgumentParser()
parser.add_argument("--config", default="large")
args = parser.parse_args()

base = f"openai/whisper-{args.config}-v3"
processor = WhisperProcessor.from_pretrained(base)
model = WhisperForConditionalGeneration.from_pretrained(base)
data = load_dataset("audiofolder", data_dir="/fss/speech")


def prepare(batch):
    audio = batch["audio"]
    batch["input_features"] = processor(audio["array"], sampling_rate=16000).input_features[0]
    batch["labels"] = processor.tokenizer(batch["text"]).input_ids
    return batch


trainer = Seq2SeqTrainer(
    model=model,
    train_dataset=data["train"].map(prepare),
    eval_dataset=data["test"].map(prepare),
    args=Seq2SeqTrainingArguments(output_dir="/fss/out", bf16=True, max_steps=20000),
)
trainer.train()
