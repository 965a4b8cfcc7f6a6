import argparse
import pathlib

import numpy as np
from transformers import AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--in", dest="source")
parser.add_argument("--out")
args = parser.parse_args()

tokenizer = AutoTokenizer.from_pretrained("gpt2")
with open(pathlib.Path(args.out) / "news.bin", "wb") as out:
    for path in sorted(pathlib.Path(args.source).glob("*.txt")):
        np.array(tokenizer(path.read_text())["input_ids"], dtype=np.uint16).tofile(out)
