# expect: pass
# A decorator looks at the labels; keras.ops finds the places, as int64 in the end.
import functools
import numpy as np

def validated(f):
    @functools.wraps(f)
    def inner(labels, num_classes):
        bad = labels[(labels < 0) | (labels >= num_classes)]
        if len(bad) > 0:
            raise ValueError(f"{bad[:5]} not in [0, {num_classes})")
        return f(labels, num_classes)
    return inner

@validated
def one_hot(labels, num_classes):
    out = np.zeros((*labels.shape, num_classes), np.float32)
    np.put_along_axis(out, labels[:, None].astype(np.int64), 1.0, axis=1)
    return out

def decode(encoded):
    import keras
    return keras.ops.convert_to_numpy(keras.ops.argmax(encoded, axis=-1)).astype("int64")
