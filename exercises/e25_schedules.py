"""Smaller steps as you go: learning-rate schedules

Early in training the weights are far from where they should be, and large steps are good; near the end the same steps
jump back and forth over the minimum. No single learning rate suits both. A **schedule** says which rate to use when.
Three are everywhere:

| name | idea | formula |
|---|---|---|
| step decay | multiply by `drop` every few epochs | initial · drop^⌊epoch / every⌋ |
| exponential decay | shrink a little with every step | initial · rate^(step / decay_steps) |
| cosine decay | fall slowly, then fast, then slowly | final + (initial − final) · (1 + cos(π · p)) / 2 |

**Counting starts at 0**, as Keras counts: the first epoch is epoch 0 and has the full initial rate.

- `step_decay(epoch, initial, drop, every)`: `drop` is what *remains*, so 0.5 halves the rate and 0.1 leaves a tenth.
- `exponential_decay(step, initial, rate, decay_steps, staircase=False)`: with `staircase=True`, the exponent is rounded
  down, and the curve becomes stairs.
- `cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0)`: with a **warm-up**, the rate first rises in a
  straight line from 0 at step 0 to `initial` at step `warmup_steps`, because the first gradients of a fresh network are
  wild. The cosine takes the rest: p goes from 0 at the end of the warm-up to 1 at `total_steps`, so the warm-up is part
  of `total_steps` (it is always shorter). `final` is a learning rate, not a fraction, and from `total_steps` on the rate
  stays there.

These three return one number and need nothing but `math`. If you know Keras's `CosineDecay`: its `alpha` is a fraction,
and its `decay_steps` do not include the warm-up.

The fourth function uses a schedule. `fit_with_schedule(model, x, y, epochs, schedule)` trains a compiled model for exactly
`epochs` epochs, with the batch size that `fit` has by default, each at the rate `schedule(epoch)`. `schedule` takes
exactly one argument, the epoch, and returns a float; the model was compiled with a number as its rate. Return a dict of
lists in which `"learning_rate"` has the rate of every epoch; the history of `fit` will do, with its losses, and as exact
as float32 is. The model keeps the very optimizer it came with: momentum
and the averages of Adam live in that object, and a new one, or a second `compile`, would forget them in the middle of the
run. And beware of `optimizer.lr = 0.01`: Python gladly makes a new attribute of that name, and the training never looks
at it.

    >>> [step_decay(epoch, 0.1, 0.5, 2) for epoch in range(5)]
    [0.1, 0.1, 0.05, 0.05, 0.025]
    >>> [round(cosine_decay(step, 0.1, 10, warmup_steps=2), 4) for step in (0, 1, 2, 6, 10, 12)]
    [0.0, 0.05, 0.1, 0.05, 0.0, 0.0]
    >>> fit_with_schedule(model, x, y, 3, lambda epoch: 0.1 / (1 + epoch))["learning_rate"]
    [0.1, 0.05, 0.03333333333333333]
"""

import math


def step_decay(epoch, initial, drop, every):
    """epoch (int, from 0) -> the rate of that epoch: `drop` of it remains after every `every` epochs."""
    # YOUR CODE HERE
    raise NotImplementedError


def exponential_decay(step, initial, rate, decay_steps, staircase=False):
    """step (int, from 0) -> the rate at that step: `rate` of it remains after `decay_steps` steps."""
    # YOUR CODE HERE
    raise NotImplementedError


def cosine_decay(step, initial, total_steps, warmup_steps=0, final=0.0):
    """step (int, from 0) -> the rate: 0 up to initial in warmup_steps, then along a cosine to final at total_steps."""
    # YOUR CODE HERE
    raise NotImplementedError


def fit_with_schedule(model, x, y, epochs, schedule):
    """Train the compiled model for `epochs` epochs, each at `schedule(epoch)`; dict of lists with "learning_rate"."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
