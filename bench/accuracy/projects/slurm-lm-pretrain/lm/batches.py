import numpy as np
import torch


def batches(path, size, length=2048):
    tokens = np.memmap(path, dtype=np.uint16, mode="r")
    rng = np.random.default_rng(1)
    while True:
        starts = rng.integers(0, len(tokens) - length, size)
        yield torch.stack(
            [torch.from_numpy(tokens[s : s + length].astype(np.int64)) for s in starts]
        ).cuda()
