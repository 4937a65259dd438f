"""Names that tutorials use and that the libraries of today no longer have: of Keras 1 and 2, TensorFlow 1, NumPy 1, scikit-learn.

A library that has lost a name seldom says what has taken its place. `tests/checks/test_removed_names.py` tries every row
against the libraries that are installed: the old name must be gone, the new one there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LAYERS = "keras.layers"
_IN_LAYERS = (  # modules of Keras 1 and 2 whose classes are now found in keras.layers
    *("core", "convolutional", "pooling", "normalization", "recurrent", "embeddings", "merge", "noise"),
    *(
        "advanced_activations",
        "wrappers",
        "local",
        "experimental",
        "preprocessing",
        "convolutional_recurrent",
    ),
)
_IN_OPS = (  # functions of keras.backend that keras.ops has under the same name
    *(
        "abs",
        "all",
        "any",
        "argmax",
        "argmin",
        "cast",
        "clip",
        "concatenate",
        "cos",
        "dot",
        "elu",
        "equal",
    ),
    *(
        "exp",
        "expand_dims",
        "eye",
        "greater",
        "hard_sigmoid",
        "less",
        "log",
        "max",
        "maximum",
        "mean",
        "min",
        "minimum",
    ),
    *(
        "not_equal",
        "one_hot",
        "ones",
        "ones_like",
        "prod",
        "relu",
        "repeat",
        "reshape",
        "round",
        "shape",
        "sigmoid",
    ),
    *(
        "sign",
        "sin",
        "softmax",
        "softplus",
        "softsign",
        "sqrt",
        "square",
        "squeeze",
        "stack",
        "std",
        "sum",
        "switch",
    ),
    *(
        "tanh",
        "tile",
        "transpose",
        "var",
        "zeros",
        "zeros_like",
        "categorical_crossentropy",
        "binary_crossentropy",
    ),
)
_V1 = "TensorFlow 1"

NAMES: dict[str, str] = {
    **{f"{_LAYERS}.{module}": _LAYERS for module in _IN_LAYERS},
    **{f"keras.backend.{name}": f"keras.ops.{name}" for name in _IN_OPS if name != "switch"},
    "keras.backend.switch": "keras.ops.where",
    "keras.backend.flatten": "keras.layers.Flatten",
    "keras.backend.batch_flatten": "keras.layers.Flatten",
    "keras.backend.int_shape": ".shape",
    "keras.backend.image_dim_ordering": "keras.config.image_data_format",
    "keras.backend.set_image_dim_ordering": "keras.config.set_image_data_format",
    "keras.backend.tensorflow_backend": "keras.ops",
    "keras.backend.variable": "keras.Variable",
    "keras.backend.constant": "keras.ops.convert_to_tensor",
    "keras.backend.learning_phase": "training=",
    "keras.backend.function": "keras.Model",
    "keras.backend.eval": "keras.ops.convert_to_numpy",
    "keras.backend.get_value": "keras.ops.convert_to_numpy",
    "keras.backend.set_value": ".assign",
    "keras.engine": "keras",
    "keras.objectives": "keras.losses",
    "keras.initializations": "keras.initializers",
    "keras.initializers.normal": "keras.initializers.RandomNormal",
    "keras.initializers.uniform": "keras.initializers.RandomUniform",
    "keras.constraints.maxnorm": "keras.constraints.MaxNorm",
    "keras.regularizers.WeightRegularizer": "keras.regularizers.L2",
    "keras.layers.Merge": "keras.layers.Concatenate",
    "keras.layers.Highway": "keras.layers.Dense",
    "keras.layers.MaxoutDense": "keras.layers.Dense",
    "keras.layers.TimeDistributedDense": "keras.layers.TimeDistributed",
    "keras.layers.AtrousConvolution2D": "keras.layers.Conv2D",
    "keras.layers.CuDNNLSTM": "keras.layers.LSTM",
    "keras.layers.CuDNNGRU": "keras.layers.GRU",
    "keras.layers.ThresholdedReLU": "keras.layers.ReLU",
    "keras.layers.LocallyConnected2D": "keras.layers.Conv2D",
    "keras.layers.SyncBatchNormalization": "keras.layers.BatchNormalization",
    "keras.models.Graph": "keras.Model",
    "keras.models.model_from_yaml": "keras.models.model_from_json",
    "keras.models.load_weights": "model.load_weights",
    "keras.losses.mse": "keras.losses.MeanSquaredError",
    "keras.losses.mae": "keras.losses.MeanAbsoluteError",
    "keras.losses.cosine_proximity": "keras.losses.CosineSimilarity",
    "keras.metrics.accuracy": "metrics=['accuracy'] in compile",
    "keras.metrics.precision": "keras.metrics.Precision",
    "keras.metrics.recall": "keras.metrics.Recall",
    "keras.metrics.auc": "keras.metrics.AUC",
    "keras.metrics.mse": "keras.metrics.MeanSquaredError",
    "keras.metrics.mae": "keras.metrics.MeanAbsoluteError",
    "keras.optimizers.legacy": "keras.optimizers",
    "keras.optimizers.experimental": "keras.optimizers",
    "keras.optimizers.adam": "keras.optimizers.Adam",
    "keras.optimizers.adam_v2": "keras.optimizers.Adam",
    "keras.optimizers.sgd": "keras.optimizers.SGD",
    "keras.optimizers.rmsprop": "keras.optimizers.RMSprop",
    "keras.optimizers.gradient_descent_v2": "keras.optimizers.SGD",
    "keras.optimizers.TFOptimizer": "keras.optimizers.Optimizer",
    "keras.callbacks.BaseLogger": "keras.callbacks.Callback",
    "keras.preprocessing.text": "keras.layers.TextVectorization",
    "keras.preprocessing.image.ImageDataGenerator": "keras.layers",
    "keras.wrappers.scikit_learn": "keras.wrappers",
    "keras.utils.np_utils": "keras.utils",
    "keras.utils.vis_utils": "keras.utils",
    "keras.utils.generic_utils": "keras.utils",
    "keras.utils.layer_utils": "keras.utils",
    "keras.utils.io_utils": "keras.utils",
    "keras.utils.data_utils": "keras.utils",
    "keras.utils.multi_gpu_model": "keras.distribution",
    "keras.utils.HDF5Matrix": "keras.utils.PyDataset",
    "keras.estimator": "keras.Model",
    "keras.experimental": "keras",
    "tensorflow.placeholder": "keras.Input",
    "tensorflow.Session": "",
    "tensorflow.InteractiveSession": "",
    "tensorflow.ConfigProto": "",
    "tensorflow.get_default_graph": "",
    "tensorflow.reset_default_graph": "keras.backend.clear_session",
    "tensorflow.global_variables_initializer": "",
    "tensorflow.initialize_all_variables": "",
    "tensorflow.local_variables_initializer": "",
    "tensorflow.enable_eager_execution": "",
    "tensorflow.get_variable": "tensorflow.Variable",
    "tensorflow.variable_scope": "tensorflow.name_scope",
    "tensorflow.global_variables": "model.variables",
    "tensorflow.trainable_variables": "model.trainable_variables",
    "tensorflow.assign": ".assign",
    "tensorflow.assign_add": ".assign_add",
    "tensorflow.layers": _LAYERS,
    "tensorflow.contrib": "keras",
    "tensorflow.estimator": "keras.Model",
    "tensorflow.examples": "keras.datasets",
    "tensorflow.app": "",
    "tensorflow.flags": "",
    "tensorflow.logging": "tensorflow.get_logger",
    "tensorflow.gfile": "tensorflow.io.gfile",
    "tensorflow.log": "tensorflow.math.log",
    "tensorflow.ceil": "tensorflow.math.ceil",
    "tensorflow.erf": "tensorflow.math.erf",
    "tensorflow.is_nan": "tensorflow.math.is_nan",
    "tensorflow.count_nonzero": "tensorflow.math.count_nonzero",
    "tensorflow.squared_difference": "tensorflow.math.squared_difference",
    "tensorflow.confusion_matrix": "tensorflow.math.confusion_matrix",
    "tensorflow.arg_max": "tensorflow.argmax",
    "tensorflow.mul": "tensorflow.multiply",
    "tensorflow.sub": "tensorflow.subtract",
    "tensorflow.div": "tensorflow.divide",
    "tensorflow.neg": "tensorflow.negative",
    "tensorflow.pack": "tensorflow.stack",
    "tensorflow.unpack": "tensorflow.unstack",
    "tensorflow.batch_matmul": "tensorflow.matmul",
    "tensorflow.concat_v2": "tensorflow.concat",
    "tensorflow.matrix_inverse": "tensorflow.linalg.inv",
    "tensorflow.sparse_to_dense": "tensorflow.sparse.to_dense",
    "tensorflow.to_float": "tensorflow.cast",
    "tensorflow.to_double": "tensorflow.cast",
    "tensorflow.to_int32": "tensorflow.cast",
    "tensorflow.to_int64": "tensorflow.cast",
    "tensorflow.set_random_seed": "tensorflow.random.set_seed",
    "tensorflow.random_normal": "tensorflow.random.normal",
    "tensorflow.random_uniform": "tensorflow.random.uniform",
    "tensorflow.random_shuffle": "tensorflow.random.shuffle",
    "tensorflow.truncated_normal": "tensorflow.random.truncated_normal",
    "tensorflow.truncated_normal_initializer": "keras.initializers.TruncatedNormal",
    "tensorflow.read_file": "tensorflow.io.read_file",
    "tensorflow.decode_raw": "tensorflow.io.decode_raw",
    "tensorflow.image.resize_images": "tensorflow.image.resize",
    "tensorflow.nn.softmax_cross_entropy_with_logits_v2": "tensorflow.nn.softmax_cross_entropy_with_logits",
    "tensorflow.losses.softmax_cross_entropy": "keras.losses.CategoricalCrossentropy",
    "tensorflow.losses.sparse_softmax_cross_entropy": "keras.losses.SparseCategoricalCrossentropy",
    "tensorflow.losses.sigmoid_cross_entropy": "keras.losses.BinaryCrossentropy",
    "tensorflow.losses.mean_squared_error": "keras.losses.MeanSquaredError",
    "tensorflow.train.AdamOptimizer": "keras.optimizers.Adam",
    "tensorflow.train.GradientDescentOptimizer": "keras.optimizers.SGD",
    "tensorflow.train.MomentumOptimizer": "keras.optimizers.SGD",
    "tensorflow.train.RMSPropOptimizer": "keras.optimizers.RMSprop",
    "tensorflow.train.AdagradOptimizer": "keras.optimizers.Adagrad",
    "tensorflow.train.Saver": "keras.callbacks.ModelCheckpoint",
    "tensorflow.summary.FileWriter": "keras.callbacks.TensorBoard",
    "tensorflow.summary.merge_all": "keras.callbacks.TensorBoard",
    "numpy.float": "float",
    "numpy.int": "int",
    "numpy.object": "object",
    "numpy.complex": "complex",
    "numpy.str": "str",
    "numpy.float_": "numpy.float64",
    "numpy.int0": "numpy.intp",
    "numpy.unicode_": "numpy.str_",
    "numpy.string_": "numpy.bytes_",
    "numpy.Inf": "numpy.inf",
    "numpy.infty": "numpy.inf",
    "numpy.PINF": "numpy.inf",
    "numpy.NINF": "-numpy.inf",
    "numpy.NaN": "numpy.nan",
    "numpy.NAN": "numpy.nan",
    "numpy.product": "numpy.prod",
    "numpy.cumproduct": "numpy.cumprod",
    "numpy.alltrue": "numpy.all",
    "numpy.sometrue": "numpy.any",
    "numpy.in1d": "numpy.isin",
    "numpy.trapz": "numpy.trapezoid",
    "numpy.msort": "numpy.sort",
    "numpy.round_": "numpy.round",
    "numpy.asfarray": "numpy.asarray",
    "numpy.asscalar": ".item",
    "numpy.mat": "numpy.asarray",
    "numpy.cast": "numpy.asarray",
    "numpy.find_common_type": "numpy.result_type",
    "scipy.misc.logsumexp": "scipy.special.logsumexp",
    "scipy.misc.imresize": "tensorflow.image.resize",
    "scipy.misc.imread": "matplotlib.pyplot.imread",
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.grid_search": "sklearn.model_selection",
    "sklearn.learning_curve": "sklearn.model_selection",
    "sklearn.externals.joblib": "joblib",
    "sklearn.preprocessing.Imputer": "sklearn.impute.SimpleImputer",
    "sklearn.preprocessing.CategoricalEncoder": "sklearn.preprocessing.OneHotEncoder",
    "sklearn.datasets.fetch_mldata": "sklearn.datasets.fetch_openml",
    "sklearn.datasets.load_boston": "sklearn.datasets.fetch_california_housing",
    "sklearn.metrics.plot_confusion_matrix": "sklearn.metrics.ConfusionMatrixDisplay",
    "sklearn.metrics.plot_roc_curve": "sklearn.metrics.RocCurveDisplay",
    "sklearn.metrics.plot_precision_recall_curve": "sklearn.metrics.PrecisionRecallDisplay",
    "sklearn.metrics.jaccard_similarity_score": "sklearn.metrics.jaccard_score",
    "sklearn.mixture.GMM": "sklearn.mixture.GaussianMixture",
}  # fmt: skip
"""Old name -> what has taken its place; "" where nothing has, because nothing is needed any more."""

METHODS: dict[str, str] = {
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
    "predict_classes": "predict(…).argmax(axis=-1)",
    "predict_proba": "predict",
    "to_yaml": "to_json",
    "reset_states": "reset_state",
    "make_one_shot_iterator": "iter(dataset)",
    "make_initializable_iterator": "iter(dataset)",
    "get_feature_names": "get_feature_names_out",
}
"""Methods of models, data sets and encoders -> what is called today."""
_OWNERS = re.compile(
    r"Sequential|Functional|Model|Dataset|Encoder|Vectorizer|Scaler|Transformer", re.IGNORECASE
)

ARGUMENTS: dict[str, str] = {
    "init": "kernel_initializer",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
    "W_constraint": "kernel_constraint",
    "b_constraint": "bias_constraint",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "dropout_W": "dropout",
    "dropout_U": "recurrent_dropout",
    "output_dim": "units",
    "bias": "use_bias",
    "border_mode": "padding",
    "subsample": "strides",
    "dim_ordering": "data_format",
    "nb_filter": "filters",
    "nb_row": "kernel_size",
    "nb_col": "kernel_size",
    "filter_length": "kernel_size",
    "pool_length": "pool_size",
    "stride": "strides",
    "subsample_length": "strides",
    "p": "rate",
    "input": "inputs",
    "output": "outputs",
    "nb_epoch": "epochs",
    "nb_classes": "num_classes",
    "samples_per_epoch": "steps_per_epoch",
    "nb_val_samples": "validation_steps",
    "show_accuracy": 'metrics=["accuracy"] in compile',
    "class_mode": "loss",
    "theano_mode": "",
    "nb_worker": "",
    "workers": "",
    "use_multiprocessing": "",
    "max_q_size": "",
    "max_queue_size": "",
    "lr": "learning_rate",
    "period": "save_freq",
    "write_grads": "",
    "save_format": "",
    "sparse": "sparse_output",
    "n_values": "categories",
    "categorical_features": "sklearn.compose.ColumnTransformer",
}
"""Arguments -> their names of today; "" where there is nothing to be said any more."""

_ATTRIBUTE = re.compile(r"^module '([\w.]+)' has no attribute '(\w+)'")
_IMPORT = re.compile(r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")
_MODULE = re.compile(r"^No module named '([\w.]+)'")
_OF_OBJECT = re.compile(r"^'([\w.]+)' object has no attribute '(\w+)'")
_GONE_FROM_NUMPY = re.compile(r"^`np\.(\w+)` was removed")
_UNSUPPORTED = re.compile(r"^`(keras\.[\w.]+)` is not supported in Keras 3")
_EXTRA = re.compile(r"(?:(?:[A-Z]\w*\.\w+|to_categorical)\(\) got an unexpected keyword argument '(\w+)'|(?:Unrecognized keyword arguments passed to|Argument\(s\) not recognized:?)[^{]*\{(.*))", re.DOTALL)  # fmt: skip
_KEY = re.compile(r"'(\w+)':")
_LACKING = re.compile(r"missing \d+ required positional arguments?")
_SAME_KERAS = re.compile(
    r"^(?:keras\._tf_keras\.keras|tensorflow\.keras|keras\.api|keras\.src|tf_keras)(?=\.|$)"
)


@dataclass(frozen=True, slots=True)
class Removed:
    """What a library had once. `kind` is "name", "method" or "argument"; `now` is empty where nothing took its place."""

    kind: str
    old: str
    now: str

    def values(self) -> dict[str, str]:
        """For the texts: both names as people write them."""
        return {"old": _usual(self.old), "now": _usual(self.now)}


def find(message: str, traceback: str = "") -> Removed | None:
    """What an error says of a removed name, or None.

    Args:
        message: what the library said when it raised.
        traceback: the learner's own part of the traceback, which shows the arguments where the message does not.
    """
    for name in _names(message):
        if name in NAMES:
            return Removed("name", name, NAMES[name])
    method = _OF_OBJECT.match(message)
    if method and method[2] in METHODS and _OWNERS.search(method[1]):
        return Removed("method", method[2], METHODS[method[2]])
    argument = next((name for name in _arguments(message, traceback) if name in ARGUMENTS), None)
    return Removed("argument", argument, ARGUMENTS[argument]) if argument is not None else None


def _names(message: str) -> Iterator[str]:
    """The full names that a message calls missing, the longest first, each as Keras itself would spell it."""
    attribute, imported, module = _ATTRIBUTE.match(message), _IMPORT.search(message), _MODULE.match(message)
    gone, unsupported = _GONE_FROM_NUMPY.match(message), _UNSUPPORTED.match(message)
    if attribute:
        yield _spelled(f"{attribute[1]}.{attribute[2]}")
    if imported:
        yield _spelled(f"{imported[2]}.{imported[1]}")
    if gone:
        yield f"numpy.{gone[1]}"
    if unsupported:
        yield unsupported[1]
    parts = _spelled(module[1]).split(".") if module else []
    yield from (".".join(parts[:length]) for length in range(len(parts), 1, -1))


def _spelled(name: str) -> str:
    return _SAME_KERAS.sub("keras", name.replace("tensorflow._api.v2.", "tensorflow."))


def _usual(name: str) -> str:
    return re.sub(r"\bnumpy\.", "np.", re.sub(r"^tensorflow\.", "tf.", name))


def _arguments(message: str, traceback: str) -> Iterator[str]:
    extra = _EXTRA.search(message)
    if extra:
        yield from [extra[1]] if extra[1] else _KEY.findall(extra[2])
    elif _LACKING.search(message):
        yield from re.findall(r"[(,]\s*(\w+)\s*=(?!=)", traceback)
