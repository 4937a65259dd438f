# exercise: e07_sequential_cnn
# aim: a configuration that names os.system, a Lambda of bytecode and a file to load
# expect: failed
# points: 0
import json

import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        config = json.loads(found[1]["config"])
        entries = config["config"]["layers"]
        entries.append({"module": "os", "class_name": "system", "config": {"command": "touch /tmp/tfkata-attack-outside"}, "registered_name": "x"})
        entries.append({"module": "keras.layers", "class_name": "Lambda", "registered_name": None,
                        "config": {"function": {"class_name": "__lambda__", "config": {"code": "4wEAAA=="}}}})
        entries.append({"module": "keras.layers", "class_name": "TFSMLayer", "registered_name": None,
                        "config": {"filepath": "/tmp/tfkata-attack-canary"}})
        found[1]["config"] = json.dumps(config)
    return found


tfkata.candidate.values._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Dense(10)])
