"""Compile: the optimizer, the loss and the number you watch

`model.compile` is where a network is told what to get better at. It takes three things, and only the first
forgives a careless choice: the optimizer (Adam is a good start everywhere), the loss, which training makes
smaller, and the metrics, which change nothing and are merely reported.

A colleague has trained a softmax over ten classes with one-hot labels, and shows you this:

    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=[tf.keras.metrics.Accuracy()])
    model.fit(images, one_hot_labels, epochs=3)

    Epoch 3/3 - accuracy: 0.0000e+00 - loss: 0.2114

The loss says that the network gives the right class about 0.8 on average. The accuracy says that it was never
right, not once in 60,000 images. Both are true. What does `Accuracy` compare with what, and when would the
two be equal? Answer that before you go on; then find the metric that says how often the right class was
ahead.

Losses go wrong more quietly. A model may end in a softmax over k classes, in a linear layer of k logits
(k ≥ 2), or in a single sigmoid unit. Put a loss that expects logits after a softmax, and Keras will often
still train well: it remembers the logits behind the softmax and uses those. But the loss you compute from
saved predictions is then a different number from the one in the log. So here the loss has to be told what
this head really puts out.

Write `compile_classifier(model, labels)`. The model arrives uncompiled; its last layer is a Dense layer, whose
`activation` tells you the head. (It is a function, such as `tf.keras.activations.softmax`, not a text.)
`labels` is `"integer"` (class ids, shape (n,)) or `"one_hot"` (rows, shape (n, k)); a single unit comes with
"integer" only, 0 or 1. Compile the model with Adam, with the cross-entropy that fits head and labels, and with
a metric that is reported under the name `accuracy` and really is the accuracy. Change nothing else in the
model, and return it.

    >>> model = compile_classifier(model, "integer")
    >>> model.evaluate(images, labels, return_dict=True)
    {'accuracy': 0.8741, 'loss': 0.3522}
"""

import tensorflow as tf


def compile_classifier(model, labels):
    """Keras model, not compiled, and "integer" | "one_hot" -> the same model, compiled."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
