# expect: pass
# A metric class of one's own, reported as accuracy.
import keras
from keras import ops


class Hits(keras.metrics.Metric):
    """How often the right class was ahead."""

    def __init__(self, sparse, binary, name="accuracy", **kwargs):
        super().__init__(name=name, **kwargs)
        self.sparse, self.binary = sparse, binary
        self.hits = self.add_weight(name="hits", initializer="zeros")
        self.seen = self.add_weight(name="seen", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        if self.binary:
            guess = ops.cast(ops.reshape(y_pred, (-1,)) > 0.5, "int32")
        else:
            guess = ops.cast(ops.argmax(y_pred, axis=-1), "int32")
        truth = ops.argmax(y_true, axis=-1) if not self.sparse else ops.reshape(y_true, (-1,))
        hit = ops.cast(ops.equal(ops.cast(truth, "int32"), guess), "float32")
        self.hits.assign_add(ops.sum(hit))
        self.seen.assign_add(ops.cast(ops.size(hit), "float32"))

    def result(self):
        return ops.divide_no_nan(self.hits, self.seen)


def compile_classifier(model, labels):
    head = model.layers[-1]
    binary = head.units == 1
    logits = head.activation.__name__ == "linear"
    if binary:
        loss = keras.losses.BinaryCrossentropy()
    elif labels == "one_hot":
        loss = keras.losses.CategoricalCrossentropy(from_logits=logits)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=[Hits(labels == "integer", binary)])
    return model
