# expect: fail normalize.standardized
# keras.layers.Normalization sounds right and standardizes.
import keras


def normalize(images):
    layer = keras.layers.Normalization(axis=None)
    layer.adapt(images.astype('float32'))
    return layer(images)
