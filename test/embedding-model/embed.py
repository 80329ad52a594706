"""Embeds the texts of a JSON array on standard input: the reference for the server's own model."""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

folder = Path(sys.argv[1])
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.no_padding()
session = onnxruntime.InferenceSession(
    str(folder / "model.onnx"), providers=["CPUExecutionProvider"]
)
names = [given.name for given in session.get_inputs()]


def embed(text):
    encoded = tokenizer.encode(text)
    inputs = {
        "input_ids": encoded.ids,
        "attention_mask": encoded.attention_mask,
        "token_type_ids": encoded.type_ids,
    }
    arrays = {name: np.array([inputs[name]], dtype=np.int64) for name in names}
    mean = session.run(None, arrays)[0][0].mean(axis=0)
    return (mean / np.linalg.norm(mean)).tolist()


print(json.dumps([embed(text) for text in json.load(sys.stdin)]))
