# expect: pass
# keras.ops functions as activations, pooling padded, compiled.
import keras
from keras import layers, ops

conv = lambda f: layers.Conv2D(filters=f, kernel_size=(3, 3), strides=(1, 1), padding='same', data_format='channels_last', activation=ops.relu)
pool = lambda: layers.MaxPooling2D(pool_size=(2, 2), strides=None, padding='same')

def build_model():
    model = keras.Sequential([keras.Input((28, 28, 1)), conv(32), pool(), conv(64), pool(), layers.Flatten(), layers.Dense(100, activation=ops.relu), layers.Dropout(0.4), layers.Dense(10, activation=ops.softmax)])
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    return model
