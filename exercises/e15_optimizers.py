"""One step downhill: SGD, momentum, RMSprop and Adam

An optimizer is a few lines of arithmetic. It gets the weights `w`, the gradient `g` of the loss at `w` and
what it remembers from the steps before, and gives back the new weights and the new memory. The gradient
points to where the loss **grows**, so all of them walk the other way.

Write one update step of each, with Keras's conventions. Everything works element by element; a prime marks
the new value:

| optimizer | new memory | new weights |
|---|---|---|
| SGD | none | w′ = w − lr · g |
| momentum | velocity′ = momentum · velocity − lr · g | w′ = w + velocity′ |
| RMSprop | average′ = rho · average + (1 − rho) · g² | w′ = w − lr · g / √(average′ + eps) |
| Adam | m′ = beta1 · m + (1 − beta1) · g | |
| | v′ = beta2 · v + (1 − beta2) · g² | w′ = w − lr · c · m′ / (√v′ + eps) |

with Adam's bias correction c = √(1 − beta2ᵗ) / (1 − beta1ᵗ), where t = 1 in the first step.

- **Momentum** remembers a direction: gradients that agree add up, gradients that alternate cancel.
- **RMSprop** remembers how large each gradient usually is and divides by it, so that a weight whose gradients
  are tiny moves as fast as its neighbours.
- **Adam** does both. m and v start at zero and are too small in the first steps; c makes up for that and
  goes to 1 as t grows. (The paper corrects m and v separately and adds eps to the corrected root. Apart from
  where the tiny eps enters, that is the same step; you may write it that way.)
- eps only keeps the division finite. As in Keras, it stands inside the root in RMSprop and outside it in Adam.

An optimizer shares its arrays with the model, so return new NumPy arrays and leave the arguments as they are.
A function with memory returns a tuple, in the order that its docstring shows.

    >>> sgd_step(np.array([1.0, -2.0]), np.array([0.5, 0.5]), lr=0.1)
    array([ 0.95, -2.05])
    >>> momentum_step(np.array([1.0]), np.array([0.5]), np.array([-0.1]), lr=0.1, momentum=0.9)
    (array([0.86]), array([-0.14]))
"""

import numpy as np


def sgd_step(w, g, lr):
    """w, g: arrays of one shape; lr: a number -> new weights, same shape."""
    # YOUR CODE HERE
    raise NotImplementedError


def momentum_step(w, g, velocity, lr, momentum):
    """w, g, velocity: arrays of one shape -> (new weights, new velocity)."""
    # YOUR CODE HERE
    raise NotImplementedError


def rmsprop_step(w, g, average, lr, rho, eps):
    """w, g, average: arrays of one shape -> (new weights, new average of the squared gradients)."""
    # YOUR CODE HERE
    raise NotImplementedError


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    """w, g, m, v: arrays of one shape; t: number of this step, from 1 -> (new weights, new m, new v)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
