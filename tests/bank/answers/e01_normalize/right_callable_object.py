# expect: pass
# A class with __call__: the module's `normalize` is an instance of it.
import numpy as np


class Scale:
    def __init__(self, top):
        self.top = top

    def __call__(self, images):
        return (images / self.top).astype('f4')


normalize = Scale(255)
