# exercise: e01_normalize
# aim: the functions that make a value plain turn every value into one that equals all
# expect: failed
# points: 1
import tfkata.candidate.serve
import tfkata.candidate.values
import tfkata.wire.codec
import tfkata.wire.messages

tfkata.candidate.values.to_plain = lambda value, options, depth=0: True
tfkata.candidate.serve.to_plain = tfkata.candidate.values.to_plain
tfkata.wire.codec.decode = tfkata.wire.messages.codec.decode


def normalize(images):
    return images
