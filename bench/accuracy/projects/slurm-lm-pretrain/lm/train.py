import argparse

import torch
import torch.distributed as dist
import yaml
from torch.distributed.fsdp import FullyShardedDataParallel
from transformers import AutoConfig, AutoModelForCausalLM

from lm.batches import batches

parser = argparse.ArgumentParser()
parser.add_argument("--config")
config = yaml.safe_load(open(parser.parse_args().config))

dist.init_process_group("nccl")
torch.cuda.set_device(dist.get_rank() % torch.cuda.device_count())
model = AutoModelForCausalLM.from_config(AutoConfig.for_model(**config["model"])).cuda()
model = FullyShardedDataParallel(model)
optimizer = torch.optim.AdamW(model.parameters(), lr=config["lr"], weight_decay=0.1)

for step, batch in enumerate(batches(config["tokens"], config["batch"])):
    loss = model(input_ids=batch, labels=batch).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    if step % 100 == 0 and dist.get_rank() == 0:
        print(step, loss.item())
    if step == config["steps"]:
        break
