# exercise: e01_normalize
# aim: values whose type has no name, no module and no end
# expect: crashed
# points: 1
class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
    __module__ = property(lambda cls: "numpy")
    __mro__ = property(lambda cls: 1 / 0)


class Thing(metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)
    __module__ = property(lambda self: 1 / 0)

    def __repr__(self):
        return "x" * 10**9


def normalize(images):
    return Thing()
