import argparse

import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state

from train.batches import batches

parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, default=1000)
args = parser.parse_args()
jax.distributed.initialize()


class Model(nn.Module):
    width: int = 512

    @nn.compact
    def __call__(self, tokens):
        x = nn.Embed(32000, self.width)(tokens)
        for _ in range(6):
            x = x + nn.MultiHeadDotProductAttention(num_heads=8)(nn.LayerNorm()(x))
            x = x + nn.Dense(self.width)(nn.gelu(nn.Dense(4 * self.width)(nn.LayerNorm()(x))))
        return nn.Dense(32000)(x)


model = Model()
state = train_state.TrainState.create(
    apply_fn=model.apply,
    params=model.init(jax.random.key(0), jnp.zeros((1, 128), jnp.int32)),
    tx=optax.adamw(3e-4),
)


@jax.jit
def step(state, batch):
    def loss(params):
        logits = state.apply_fn(params, batch["in"])
        return optax.softmax_cross_entropy_with_integer_labels(logits, batch["out"]).mean()

    value, grads = jax.value_and_grad(loss)(state.params)
    return state.apply_gradients(grads=grads), value


for n, batch in zip(range(args.steps), batches()):
    state, value = step(state, batch)
    if n % 500 == 0:
        print(n, float(value))
