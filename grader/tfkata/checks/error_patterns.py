"""Errors that many learners meet, as patterns of their words: what a group of a pattern finds becomes a value of the text.

The first row that fits counts, so what is special stands above what is general. Python's own errors come first, then those
of NumPy and scikit-learn, then those of Keras and TensorFlow, then Matplotlib's. Where the words alone would mislead, a row
also asks what the learner's line looks like; those rows are tried before all others.
"""

from __future__ import annotations

import re

_SYNTAX = "SyntaxError|IndentationError|TabError"
_KNOWN_KINDS = "str|int|float|bool|tuple|dict|list|set|range|function|method|builtin_function_or_method|type|generator|zip|map"
_OF_LIBRARIES = r"Sequential|Functional|Model|History|\w*Dataset|Axes\w*|Figure|Line2D|BarContainer|\w*Scaler|\w*Encoder|Dense|Conv[12]D|Flatten|Dropout|MaxPooling[12]D|Embedding|LSTM|GRU|SimpleRNN|Bidirectional|TextVectorization|Normalization|BatchNormalization|InputLayer|Activation|ModelCheckpoint|EarlyStopping|LearningRateScheduler|DType|SGD|Adam|AdamW|RMSprop|Adagrad|Nadam|Mean|\w*Accuracy|Precision|Recall|AUC|\w*Crossentropy|Mean\w+Error|Huber|\w*Decay|Global\w+Pooling[12]D|AveragePooling[12]D|Reshape|Rescaling|Resizing|Random(?:Flip|Rotation|Zoom|Translation|Contrast|Crop)|Concatenate|TimeDistributed|ReLU|LeakyReLU|CSVLogger|TensorBoard|Counter|OrderedDict|defaultdict|PosixPath|WindowsPath|Match|Pattern|re\.Match|re\.Pattern|Random"
_SYMBOLIC = r"(?:SymbolicTensor|Tensor|KerasTensor)"

_ROWS: tuple[tuple[str, str, str], ...] = (
    # Python: what stops the whole file
    ("TabError", "", "python.tabs"),
    (_SYNTAX, r"^f-string", "python.f-string"),
    (_SYNTAX, r"multiple exception types must be parenthesized", "python.except-comma"),
    ("IndentationError", "expected an indented block", "python.empty-block"),
    ("IndentationError", "unexpected indent|unindent does not match", "python.indentation"),
    (_SYNTAX, r"Missing parentheses in call to '(?P<name>print|exec)'", "python.print-statement"),
    (_SYNTAX, r"was never closed", "python.bracket-open"),
    (_SYNTAX, r"does not match opening|^unmatched '", "python.bracket"),
    (_SYNTAX, r"unterminated (?:triple-quoted |f-)?(?:f-string|string)", "python.text-not-closed"),
    (_SYNTAX, r"expected ':'", "python.colon"),
    (_SYNTAX, r"expected 'else' after 'if' expression", "python.if-without-else"),
    (_SYNTAX, r"Maybe you meant '==' or", "python.one-equals-sign"),
    (_SYNTAX, r"Perhaps you forgot a comma", "python.comma"),
    (_SYNTAX, r"positional argument follows keyword argument", "python.named-before-unnamed"),
    (_SYNTAX, r"'(?P<word>return|yield|await|break|continue)' (?:outside|not properly in)", "python.outside"),
    (_SYNTAX, r"invalid (?:non-printable )?character", "python.copied-characters"),
    (_SYNTAX, r"keyword argument repeated: (?P<name>\w+)", "python.argument-repeated"),
    (_SYNTAX, r"^cannot (?:assign to|delete) ", "python.cannot-assign"),
    (_SYNTAX, r"expected 'except' or 'finally' block", "python.try-alone"),
    (_SYNTAX, r"without a default follows|non-default argument follows", "python.default-before"),
    (_SYNTAX, r"^(?:invalid syntax|invalid decimal literal|unexpected EOF)", "python.syntax"),
    # Python: names and calls
    ("UnboundLocalError", r"(?:local|free) variable '(?P<name>\w+)'", "python.no-value-yet"),
    ("RecursionError", "", "python.recursion"),
    ("AttributeError", r"^'(?P<kind>\w+)' object has no attribute '(?:set_model|set_params|on_(?:train|test|predict|epoch|batch)\w*|_implements_\w+)'", "library.no-callback"),
    ("AttributeError", r"^Exception encountered when calling (?P<kind>\w+)\.call\(\)\.\s+(?:\x1b\[\d+m)?'(?P=kind)' object has no attribute '(?P<name>\w+)'", "python.own-layer-lacks"),
    ("TypeError", r"^Layer\.__init__\(\) takes 1 positional argument but", "library.model-by-position"),
    ("TypeError", r"Callback\.set_\w+\(\) missing 1 required positional", "library.class-for-object"),
    ("TypeError", r"(?s)^in user code:.* takes (?:from )?\d.* positional arguments? (?:but|to) ", "library.map-arguments"),
    ("TypeError", r"^\w+\.(?P<call>(?!__|call\b)\w+)\(\) missing 1 required positional argument: '(?P<name>\w+)'", "python.method-of-class"),
    ("TypeError", r"Sequential\.add\(\) got an unexpected keyword argument '(?P<name>\w+)'", "library.option-beside-layer"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<names>'\w+'(?:,? (?:and )?'\w+')*)", "python.argument-missing"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)\(\) missing required argument (?P<names>'\w+')", "python.argument-missing"),
    ("AttributeError", r"^\w+\.set\(\) got an unexpected keyword argument '(?P<name>\w+)'", "python.option-unknown"),
    ("TypeError|AttributeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) got an unexpected keyword argument '(?P<name>\w+)'", "python.argument-unknown"),
    ("TypeError", r"^[Gg]ot an unexpected keyword argument '(?P<name>\w+)'", "python.option-unknown"),
    ("ValueError|TypeError", r"^Arguments?(?:\(s\))? not recognized: \{'(?P<name>\w+)'|argument\(s\) are not supported: \['(?P<name_>\w+)'|^unsupported keyword arguments for mode '\w+': \{'(?P<_name>\w+)'|does not take an? `(?P<_name_>\w+)` argument", "python.option-unknown"),
    ("TypeError", r"^missing a required argument: '(?P<name>\w+)'", "python.option-missing"),
    ("TypeError", r"^Missing required positional argument$", "library.argument-missing"),
    ("ValueError|TypeError", r"Unrecognized keyword arguments passed to Model: \{'(?:in|out)puts'", "library.model-needs-both"),
    ("ValueError|TypeError", r"Unrecognized keyword arguments passed to (?P<call>\w+): \{'(?P<name>\w+)'", "python.argument-unknown"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) got multiple values for argument '(?P<name>\w+)'", "python.argument-twice"),
    ("TypeError", r"^(?P<call>\w+)\(\) takes from (?:1 to \d+ positional arguments but 0|2 to \d+ positional arguments but [01]) ", "python.argument-count"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) takes (?:from )?\d.* positional arguments? but \d+ (?:positional arguments? \(and \d+ keyword-only arguments?\) )?(?:was|were) given", "python.argument-too-many"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)(?:\.__init__)?\(\) takes no (?:keyword )?arguments", "python.argument-too-many"),
    ("TypeError", r"(?:^|\.)<lambda>\(\) (?:takes \d+ positional arguments? but|missing \d+ required)", "python.lambda-arguments"),
    ("TypeError", r"(?:^|\.)(?P<call>\w+)\(\) takes (?:exactly|at least|at most) \w+ (?:positional )?arguments?|^(?P<call_>\w+) expected (?:at least |at most )?\d+ arguments?, got", "python.argument-count"),
    ("TypeError", rf"(?:expected str, bytes or os\.PathLike object, not|invalid file:.*|argument should be a str or an os\.PathLike object.*not) '?{_SYMBOLIC}", "library.tensor-is-no-text"),
    ("TypeError", r"join\(\) argument must be str, bytes, or os\.PathLike object, not '(?P<kind>[\w.]+)'|expected str, bytes or os\.PathLike object, not (?P<kind_>[\w.]+)", "python.path-wanted"),
    # Python: values of another kind
    ("TypeError", r"unsupported operand type.*'NoneType'", "library.none-has-nothing"),
    ("TypeError", r"cannot unpack non-iterable NoneType", "library.none-has-nothing"),
    ("TypeError", r"can only concatenate str(?! \(not \"\w*Path\"\))|unsupported operand type\(s\) for [+\-*]=?: '(?:str' and '(?:int|float)|(?:int|float)' and 'str)'", "python.text-and-number"),
    ("TypeError", r"unsupported operand type\(s\) for /=?: 'str' and 'str'", "python.text-is-no-path"),
    ("TypeError", r"unsupported operand type\(s\) for \+=?: '(?:\w*Path' and 'str|str' and '\w*Path)'|can only concatenate str \(not \"\w*Path\"\)", "python.path-added"),
    ("TypeError", r"unsupported operand type\(s\) for \^=?:|'bitwise_xor' not supported", "python.caret"),
    ("TypeError", r"unsupported operand type\(s\) for [&|]=?:|'(?:bitwise_and|bitwise_or|invert)' not supported", "python.bitwise-operands"),
    ("TypeError", r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'", "python.operands"),
    ("TypeError", r"cannot unpack non-iterable (?P<kind>int|float|bool|numpy\.\w+) object", "python.number-unpacked"),
    ("ValueError", r"too many values to unpack|not enough values to unpack", "python.unpacked-unevenly"),
    ("ValueError", r"number of folds must be of Integral type", "python.float-as-index"),
    ("TypeError", r"(?P<kind>list|tuple) indices must be integers or slices, not str", "python.list-by-name"),
    ("FileExistsError", "", "notebook.folder-exists"),
    ("TypeError", r"write\(\) argument must be str, not (?P<kind>[\w.]+)|a bytes-like object is required, not '(?P<kind_>[\w.]+)'", "python.not-writable"),
    ("TypeError", r"Object of type (?P<kind>[\w.]+) is not JSON serializable", "python.not-json"),
    ("TypeError|IndexError", r"slice indices must be integers|'(?:float|numpy\.float\d+)' object cannot be interpreted as an integer|list indices must be integers or slices, not float|arrays used as indices must be of integer", "python.float-as-index"),
    ("TypeError", r"'(?P<kind>list|tuple|str|dict|numpy\.ndarray)' object cannot be interpreted as an integer", "python.whole-number-wanted"),
    ("TypeError", r"list indices must be integers or slices, not tuple", "python.list-is-no-array"),
    ("AttributeError", r"'list' object has no attribute '(?:shape|astype|reshape|dtype|ndim|size|T|mean|sum|max|min|std|var|prod|argmax|argmin|argsort|cumsum|round|clip|flatten|ravel|squeeze|transpose|repeat|tolist|any|all|item|nonzero|numpy)'", "python.list-is-no-array"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object is not a mapping|argument after \*\* must be a mapping, not (?P<kind_>[\w.]+)", "python.not-a-dictionary"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object is not callable", "python.not-callable"),
    ("TypeError", r"'(?P<kind>int|float|bool|numpy\.\w+)' object is not iterable", "python.number-as-series"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object is not iterable|cannot unpack non-iterable (?P<kind_>[\w.]+) object", "python.not-a-series"),
    ("TypeError", r"'_?\w*Dataset(?:V2)?' object is not subscriptable", "library.dataset-indexed"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object is not subscriptable", "python.not-subscriptable"),
    ("TypeError", r"'(?P<kind>[\w.]+)' object does not support item assignment", "python.cannot-be-changed"),
    ("IndexError", r"(?:list|tuple|string) (?:assignment )?index out of range", "python.list-too-short"),
    ("TypeError", r"string indices must be integers", "python.text-indexed"),
    ("TypeError", r"exceptions must derive from BaseException", "python.raise-a-text"),
    ("TypeError", r"object of type '(?P<kind>[\w.]+)' has no len\(\)", "python.no-length"),
    ("TypeError", r"Can't instantiate abstract class (?P<kind>\w+)", "python.abstract-class"),
    ("TypeError", r"^'(?P<sign>[<>]=?)' not supported between instances of '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'", "python.compared"),
    ("TypeError", r"can't multiply sequence by non-int", "python.list-times-number"),
    ("TypeError", r"can only concatenate (?P<left>list|tuple) \(not \"(?P<right>[\w.]+)\"\)", "python.joined-kinds"),
    ("TypeError", r"unhashable type: '(?P<kind>[\w.]+)'", "python.unhashable"),
    ("ValueError", r"^(?P<value>.{1,60}) is not in (?:list|deque)$|(?P<value_>x) not in (?:list|tuple)$|^substring not found$|^subsection not found$", "python.not-found"),
    ("ValueError|OverflowError", r"cannot convert float (?P<what>NaN|infinity) to integer", "python.nan-to-int"),
    ("ValueError", r"^math domain error|^expected a (?:positive|nonnegative) input", "python.math-domain"),
    ("AttributeError", r"property '(?P<name>\w+)' of '(?P<kind>\w+)' object has no setter", "python.no-setter"),
    ("ValueError", r"could not convert string to float", "python.text-as-number"),
    ("KeyError", r"^'(?P<name>(?:val_)?(?:acc|accuracy|loss|\w+_accuracy|auc|mae|mse))'$", "library.no-such-metric"),
    ("KeyError", r"^(?P<name>'[^'\n]{1,40}'|-?\d+|(?:np\.)?\w+\(-?\d+\))$", "python.no-such-key"),
    ("AttributeError", r"^'(?:function|method|builtin_function_or_method)' object has no attribute '(?P<name>\w+)'", "python.attribute-of-a-function"),
    ("AttributeError", rf"^'(?P<kind>{_KNOWN_KINDS})' object has no attribute '(?P<name>\w+)'", "python.no-such-attribute"),
    (r"error|PatternError", r"^(?P<said>(?:unterminated|nothing to repeat|multiple repeat|bad |missing |unbalanced|unknown ext|look-behind|invalid group|min repeat|redefinition of group|cannot refer).*?)(?: at position (?P<at>\d+)).*$", "python.pattern"),
    # NumPy
    ("", r"Cannot cast ufunc '(?P<name>\w+)' output from dtype\('(?P<given>\w+)'\) to dtype\('(?P<kept>\w+)'\)", "library.in-place-dtype"),
    ("TypeError", r"Cannot interpret '(?P<value>[^']{1,40})' as a data type", "library.shape-and-dtype"),
    ("ValueError", r"truth value of an array|truth value of a (?:Series|DataFrame)", "library.array-in-if"),
    ("ValueError", r"assignment destination is read-only|array is read-only", "library.read-only"),
    ("TypeError", r"data type ['\"](?P<word>[^'\"]{1,40})['\"] not understood", "library.unknown-dtype"),
    ("TypeError", r"numpy boolean subtract", "library.boolean-minus"),
    ("TypeError|ValueError", r"setting an array element with a sequence\.(?! The requested)", "library.series-for-one-number"),
    ("ValueError", r"cannot select an axis to squeeze out|Can not squeeze dim", "library.squeezed-too-much"),
    ("ValueError", r"axes don't match array", "library.transpose-axes"),
    ("ValueError", r"Cannot take a larger sample than population|Sample larger than population", "library.sample-too-large"),
    ("ValueError", r"^a must be (?:1-dimensional|a positive integer|greater than 0)", "library.choice-of-rows"),
    ("", r"ufunc '(?P<name>\w+)' (?:not supported for the input types|did not contain a loop)|no callable (?P<name_>\w+) method", "library.no-numbers"),
    ("ValueError", r"shapes .* not aligned|mismatch in its core dimension", "library.product-lengths"),
    ("TypeError", r"only (?:0-dimensional|length-1|size-1) arrays can be converted to Python scalars|must be real number, not (?:list|tuple|\w*Tensor)|(?:float|int)\(\) argument must be .* not '(?:list|tuple)'", "library.one-number-wanted"),
    ("TypeError", r"only integer scalar arrays can be converted to a scalar index", "library.array-as-count"),
    ("IndexError", r"invalid index to scalar variable|too many indices for array", "library.too-many-indices"),
    ("IndexError", r"only integers, slices .* are valid indices", "library.no-valid-index"),
    ("TypeError", r"return arrays must be of ArrayType", "library.second-is-out"),
    ("IndexError", r"indexing arrays could not be broadcast together with shapes (?P<shapes>[^\n]*\))", "library.index-arrays-apart"),
    ("ValueError", r"either both or neither of x and y should be given", "library.where-half"),
    ("ValueError", r"cannot resize (?:an|this) array", "library.resize-in-place"),
    ("IndexError", r"^index -?\d+ is out of bounds for axis \d+ with size 0", "library.nothing-found"),
    ("IndexError", r"boolean index did not match", "library.mask-of-another-shape"),
    ("AxisError|ValueError|IndexError", r"^axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)", "library.no-such-axis"),
    ("IndexError", r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)", "library.index-beyond"),
    ("ValueError", r"inhomogeneous shape", "library.ragged"),
    ("ValueError", r"could not broadcast input array from shape \((?P<given>[\d, ]*)\) into shape \((?P<place>[\d, ]*)\)", "library.does-not-fit-in"),
    ("ValueError", r"input array dimensions except for the concatenation axis|all input arrays must have the same shape|must have same number of dimensions", "library.cannot-be-joined"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?:_unique_id|_keras_\w+|assign\w*|_?handle|trainable|overwrite_with_gradient)'", "library.array-is-no-variable"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>append|extend|insert|push|add|pop|remove)'", "library.array-does-not-grow"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>values|iloc|loc|head|columns|to_numpy|value_counts|drop|index|apply|isnull|fillna|describe)'", "library.array-is-no-table"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>numpy|eval|cpu|detach|get_shape)'", "library.array-already"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>plot|imshow|bar|hist|scatter|legend|axis|set_\w+|set)'", "library.array-of-axes"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?:read|seek|startswith|endswith|lower|upper|strip|split|decode|encode|format)'", "library.array-is-no-file"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?P<name>\w+)'", "library.array-lacks"),
    ("TypeError|UFuncTypeError", r"Cannot cast (?:scalar|array data) from dtype\('(?P<given>[^']+)'\) to dtype\('(?P<kept>[^']+)'\)", "library.cannot-be-cast"),
    ("ValueError", r"array split does not result in an equal division", "library.unequal-split"),
    ("AttributeError", r"'(?P<kind>(?:numpy|tensorflow|keras|sklearn|matplotlib|PIL)\.[\w.]+)' object has no attribute '(?P<name>\w+)'", "python.no-such-attribute"),
    # scikit-learn
    ("", r"The '(?P<name>\w+)' parameter of (?P<call>\w+) must be", "library.parameter-value"),
    ("ValueError", r"Target is multi(?:class|label-indicator) but average='binary'", "library.average-of-two"),
    ("ValueError", r"contain different number of classes|number of classes in labels is different|contains only one label|Only one class (?:is )?present", "library.classes-missing"),
    ("ValueError", r"should be a 1d array, got an array of shape|bad input shape", "library.one-axis-wanted"),
    ("ValueError", r"Classification metrics can't handle a mix of|continuous(?:-multioutput)? is not supported", "library.probabilities-for-classes"),
    ("AttributeError", r"'(?P<kind>(?:cs[rc]|coo|lil|dok)_(?:matrix|array))' object has no attribute '(?P<name>\w+)'", "library.sparse-matrix"),
    ("TypeError", r"Expected sequence or array-like, got .*Tensor", "library.metric-of-scikit-learn"),
    ("NotFittedError", "", "library.not-fitted"),
    ("ValueError", r"least populated class", "library.class-too-small"),
    ("ValueError", r"inconsistent numbers of samples|Data cardinality is ambiguous|Dimensions \d+ and \d+ are not compatible", "library.samples-apart"),
    ("ValueError", r"Expected 2D array, got|Found array with dim \d", "library.table-wanted"),
    # Keras and TensorFlow: the model
    ("", r"A KerasTensor is symbolic", "library.symbol-in-numpy"),
    ("", r"(?i)^(?:The `\w+` argument|Argument|Received an invalid value for|Could not interpret|Invalid)[^<]{0,200}<keras_?tensor", "library.tensor-among-options"),
    ("ValueError|TypeError", r"Could not interpret (?P<kind>\w+)(?: \w+)? identifier: (?P<value>-?[\d.]+(?:e-?\d+)?)$", "library.number-for-name"),
    ("ValueError|TypeError", r"Could not interpret (?P<kind>\w+)(?: \w+)? identifier: (?P<word>[\w.]{1,40})\([^\n]{0,60}\)$", "library.word-with-call"),
    ("ValueError|TypeError", r"Could not interpret (?P<kind>\w+)(?: \w+)? identifier: (?P<word>[\w.\-]{1,40})$", "library.unknown-word"),
    ("ValueError|TypeError", r"Only instances of `keras\.Layer` can be added", "library.not-a-layer"),
    ("ValueError|TypeError", r"Please initialize `(?P<name>\w+)` layer with a `keras\.layers\.Layer` instance|[Ll]ayer .{0,200} supplied to (?:the )?wrapper is not a supported layer", "library.layer-wanted"),
    ("ValueError|TypeError", r"Shapes used to initialize variables must be fully-defined|dimension of the inputs to (?:a )?`?\w+`? (?:layer )?should be defined|(?:channel|last) (?:axis|dimension) of the inputs? should be defined", "library.length-left-open"),
    ("", r"keys and values cannot be empty tensors", "library.empty-vocabulary"),
    ("ValueError", r"the layer isn't built|has not yet been built|model has no variables", "library.not-built"),
    ("ValueError", r"No such layer: (?P<name>[\w./-]{1,40})\. Existing layers", "library.no-such-layer"),
    ("ValueError", r"Inputs have incompatible shapes|layer requires inputs with matching shapes", "library.branches-apart"),
    ("ValueError", r"asked to retrieve layer at index (?P<index>-?\d+) but model only has (?P<count>\d+) layers", "library.no-such-layer-number"),
    ("ValueError", r"Input size must be at least (?P<least>\d+x\d+)", "library.images-too-small"),
    ("ValueError", r"(?:The name|Name) \"(?P<name>[^\"]{1,40})\" is (?:used \d+ times|already the name of a layer)", "library.name-used-twice"),
    ("ValueError", r"Received an invalid value for `?(?P<name>\w+)`?, expected a positive integer", "library.whole-number-wanted"),
    ("ValueError|InvalidArgumentError", r"Input \d+ .*of layer .*\bis incompatible with the layer|Invalid input shape for input", "library.input-unlike-model"),
    ("ValueError|TypeError", r"^(?:Invalid value (?:received )?for argument `(?P<name>\w+)`|The `(?P<name_>\w+)` argument must be|Invalid `(?P<_name>\w+)` argument|Argument `(?P<_name_>\w+)` should be|Unrecognized (?P<__name>\w+): |`(?P<_name__>\w+)` must be a (?:float|number|positive|string|boolean|list|tuple))", "library.option-value"),
    # Keras: training, saving, loading
    ("ValueError|KeyError", r"This optimizer can only be called for the variables it was originally built with|Unknown variable: <", "library.optimizer-of-another-model"),
    ("ValueError", r"The filepath provided must end in `\.keras`", "library.checkpoint-ending"),
    ("ValueError", r"^File not found: filepath=(?P<path>\S{1,80}?)\.? Please", "notebook.no-such-file"),
    ("ValueError", r"with a weight list of length (?P<given>\d+), but the layer was expecting (?P<wanted>\d+)", "library.weights-in-another-number"),
    ("ValueError", r"objects could not be loaded|Layer count mismatch when loading weights|The shape of the target variable and the shape of the target value", "library.weights-of-another-model"),
    ("ValueError|TypeError", r"Could not locate (?:class|function) '(?P<name>[\w.>]{1,40})'", "library.unknown-to-keras"),
    ("ValueError", r"The output of the `schedule` function should be a float\. Got: (?P<got>.{1,40})", "library.schedule-result"),
    ("ValueError|TypeError", r"`validation_split` is only supported for", "library.split-of-a-dataset"),
    ("ValueError|TypeError", r"should not be passed\. Instead", "library.dataset-brings-its-own"),
    ("ValueError", r"^None values not supported", "library.none-in-training"),
    ("ValueError", r"No loss to compute", "library.no-loss"),
    ("", r"forgot to call `super\(\)\.__init__\(\)`", "library.super-not-called"),
    ("ValueError", r"No gradients provided for any variable", "library.no-gradients"),
    ("ValueError|InvalidArgumentError|RuntimeError", r"parsing the device spec|[Uu]nknown device|satisfy device specification", "library.no-such-device"),
    # TensorFlow: datasets and graphs
    ("", r"`generator` yielded an element of (?P<what>shape|type) (?P<found>[^\n]{1,80}?) where an element of (?:shape|type) (?P<wanted>[^\n]{1,80}?) was expected", "library.generator-unlike-signature"),
    ("", r"`generator` yielded an element that (?:did not match the expected structure|could not be converted to the expected type)", "library.generator-of-other-parts"),
    ("AttributeError", rf"'{_SYMBOLIC}' object has no attribute 'numpy'", "library.no-values-yet"),
    ("AttributeError", rf"'{_SYMBOLIC}' object has no attribute '(?:read|seek|startswith|endswith|lower|upper|strip|split|decode|encode|suffix|name|exists|stem|parent)'", "library.tensor-is-no-text"),
    ("AttributeError", r"'_?\w*Dataset' object has no attribute '(?P<name>class_names|file_paths)'", "library.dataset-of-a-step"),
    ("", r"Attempt to convert a value \(.*\) with an unsupported type \(<class '(?P<kind>[\w.]{1,60})'>\) to a Tensor", "library.not-for-a-tensor"),
    ("", r"Failed to find any matching files for (?P<path>\S{1,80})", "notebook.no-such-file"),
    ("TypeError", r"structures of `tf\.data\.Dataset` objects", "library.dataset-wanted"),
    ("", r"(?P<name>\w+) must be greater than (?:zero|0)", "library.positive-wanted"),
    ("ValueError", r"You must pass a `(?:input_)?shape` argument", "library.input-without-shape"),
    ("InvalidArgumentError", r"Cannot add tensor to the batch: .*\[tensor\]: (?P<one>\[[\d,]*\]), \[batch\]: (?P<other>\[[\d,]*\])", "library.sizes-in-a-batch"),
    ("InvalidArgumentError", r"Cannot batch tensors with different shapes.*had shape (?P<other>\[[\d,]*\]) and element \d+ had shape (?P<one>\[[\d,]*\])", "library.sizes-in-a-batch"),
    ("", r"Shapes of all inputs must match", "library.cannot-be-joined"),
    ("", r"is not well defined for a symbolic", "library.no-values-yet"),
    ("", r"Cannot convert a symbolic|numpy\(\) is only available when eager", "library.no-values-yet"),
    ("", r"Using a symbolic `tf\.Tensor` as a Python `bool`|Iterating over a symbolic", "library.no-values-yet"),
    ("AttributeError", r"'?(?:[\w.]*EagerTensor|SymbolicTensor|KerasTensor)'? object has no attribute '(?P<name>\w+)'", "library.tensor-is-no-array"),
    ("", r"Expected \w+ passed to parameter|was expected to be an? \w+ tensor but is an? \w+ tensor|that does not match type|Tensor conversion requested dtype", "library.dtypes-apart"),
    ("", r"should have rank \d|must have either \d or \d dimensions|must have the same number of dimensions|must be (?:at least )?(?:rank \d|\d-D)|[Ss]hape must be (?:at least )?rank \d|expects 2D inputs", "library.another-number-of-axes"),
    ("", r"Tried to expand dim index (?P<axis>-?\d+) for tensor with (?P<axes>\d+) dim", "library.no-such-axis"),
    ("", r"`(?:func|map_func|generator|predicate|reduce_func|key_func)` must be a (?:Python )?callable|is not a callable object", "library.function-wanted"),
    ("", r"total size of the tensor must be unchanged|Input to reshape is a tensor with \d+ values", "library.shape-written-out"),
    ("", r"Cannot convert .{1,80} to EagerTensor of dtype (?P<dtype>\w+)", "library.no-such-tensor"),
    ("", r"Failed to convert a NumPy array to a Tensor|Can't convert non-rectangular Python sequence", "library.ragged"),
    ("", r"Incompatible shapes: \[|Dimensions must be equal, but are|Shapes \([^)]*\) and \([^)]*\) are incompatible", "library.shapes-apart"),
    # Matplotlib
    ("AttributeError", r"'Axes\w*' object has no attribute '(?P<name>xlabel|ylabel|xlim|ylim|xticks|yticks|xscale|yscale|suptitle)'", "library.axes-set"),
    ("ValueError", r"'(?P<word>[^']{1,40})' is not a (?:valid value for|known) (?P<kind>\w+)", "library.unknown-choice"),
    ("ValueError", r"num must be an integer with 1 <= num", "library.subplot-number"),
    ("ValueError", r"x and y must (?:have same first dimension|be the same size)", "library.plot-lengths"),
    ("TypeError", r"Invalid shape \((?P<shape>[\d, ]+)\) for image data", "library.image-shape"),
    ("AttributeError", rf"^'(?P<kind>{_OF_LIBRARIES})' object has no attribute '(?P<name>\w+)'", "python.no-such-attribute"),
    # any module
    ("AttributeError", r"^module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", "library.no-such-name"),
)  # fmt: skip
_TENSOR_NAME = r"(?:x|h|z|out|net|inp|inputs?|outputs?|tensor|hidden|prev\w*|last\w*|conv\w*|pool\w*|flat\w*)"
_LAYER = (
    r"(?:Activation|Flatten|Dropout|BatchNormalization|Reshape|Rescaling|Conv2D|Dense|Max(?:Pooling|Pool)2D)"
)
_ONE = r"[^()=,\[\]{}]+(?:\[[^\]]*\])?"
_IN_THE_LINE: tuple[tuple[str, str, str, str], ...] = (
    # what they say is about the name that was asked of the second
    ("ValueError|TypeError", "", rf"\b(?P<call>from_tensor_slices|from_tensors)\({_ONE}, *(?!name\b){_ONE}\)", "library.tuple-of-arrays"),
    ("TypeError", r"only integer scalar arrays|cannot be interpreted as an integer|takes 1 positional argument but", rf"\b(?P<call>concatenate|[vhd]?stack|column_stack)\({_ONE}, *{_ONE}[,)]", "library.join-without-list"),
    (_SYNTAX, r"expected ':'|^invalid syntax", r"(?m)^\s*(?:\}\s*)?(?:else\s+if|elseif|elsif)\b", "python.else-if"),
    (_SYNTAX, r"^invalid syntax", r"\bdict\([^(){}]*\w['\"]?\s*:", "python.dict-mixed"),
    (_SYNTAX, r"instead of '='", r"\{[^{}()]*\w['\"]?\s*=(?!=)", "python.dict-mixed"),
    (_SYNTAX, r"^invalid syntax", r"(?m)\w(?P<sign>\+\+|--)\s*;?\s*$", "python.plus-plus"),
    (_SYNTAX, r"^invalid syntax", r"(?P<sign>&&|\|\|)", "python.foreign-and-or"),
    ("ValueError|" + _SYNTAX, r"unpack|expected 'else' after|invalid syntax|^Generator expression must be", r"\bfor\s+\w+\s*,\s*\w+\s+in\s+\(?\w+\s*,\s*\w+", "python.loop-over-two"),
    ("AttributeError", r"'numpy\.ndarray' object has no attribute '(?:index|count)'", r"\.(?P<name>index|count)\(", "library.array-is-no-list"),
    ("", r"Shapes of all inputs must match", r"\bconfusion_matrix\(", "library.probabilities-for-classes"),
    ("ValueError|TypeError", r"truth value of an array|\bndarray\b", r"\w+_from_directory\(|\b(?:load_img|imread|read_file|listdir)\(", "library.array-is-no-file"),
    ("TypeError", r"can't multiply sequence by non-int of type 'float'", r"\b(?:sample|choices)\(", "python.float-as-index"),
    ("TypeError", r"takes (?:from )?\d.* positional arguments? but|multiple values for argument", rf"\b{_LAYER}\({_TENSOR_NAME}\s*,", "library.tensor-among-options"),
    ("TypeError", r"object of type '(?:int|float)' has no len|'(?:int|float)' object is not (?:iterable|subscriptable)|unpack non-iterable (?:int|float)", r"\b(?:figure|subplots)\(", "library.figure-size"),
    ("TypeError", r"unhashable type: 'dict'", r"\.(?:plot|bar|scatter|hist)\(", "library.dictionary-drawn"),
    ("AttributeError|TypeError|ValueError", r"'(?:str|list|tuple|int|float|numpy\.ndarray)' object has no attribute '(?:get|items|keys|values)'", r"\bclass_weight\s*=", "library.class-weight"),
)  # fmt: skip
_V2 = re.compile(r"^tensorflow\._api\.v2\.")
_INTERNAL = re.compile(r"^tensorflow\.python\.(?:\w+\.)+")
_KERAS = re.compile(r"^(?:keras\._tf_keras\.keras|keras\.src)(?=\.|$)")
_LINE_PATTERNS = tuple(
    (re.compile(kinds), re.compile(words), re.compile(line), code)
    for kinds, words, line, code in _IN_THE_LINE
)
_PATTERNS = tuple((re.compile(kinds), re.compile(words), code) for kinds, words, code in _ROWS)


def find(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    """The code and the values of the first row that fits; None where no row does, or the learner's own code chose the words."""
    if _own_words(type_name, traceback):
        return None
    last = traceback.rpartition("File ")[2]
    for kinds, words, line, code in _LINE_PATTERNS:
        seen = line.search(last)
        if seen and (not kinds.pattern or kinds.fullmatch(type_name)) and words.search(message):
            return code, _values(seen)
    for kinds, words, code in _PATTERNS:
        if kinds.pattern and not kinds.fullmatch(type_name):
            continue
        found = words.search(message)
        if found is not None:
            return code, _values(found)
    return None


def _values(found: re.Match[str]) -> dict[str, str]:
    """What the groups found: a group that stands for another one has its name with an underscore; long names lose their modules."""
    values = {name.strip("_"): value for name, value in found.groupdict().items() if value is not None}
    return {
        name: _INTERNAL.sub(
            "", _V2.sub("tensorflow.", _KERAS.sub("keras", value.lstrip("_") if name == "call" else value))
        )
        for name, value in values.items()
    }


def rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Every row: the classes of error and the words that it is for, and the code that it leads to."""
    return _PATTERNS


def rows_of_lines() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], str], ...]:
    """Every row that also asks for the learner's line: its class of error, its words, the line and the code."""
    return _LINE_PATTERNS


def _own_words(type_name: str, traceback: str) -> bool:
    """Whether the last line of the learner's code raised this error by itself, with words of its own."""
    last = traceback.rpartition("File ")[2]
    return re.search(rf"^\s*raise (?:\w+\.)*{re.escape(type_name)}\b", last, re.MULTILINE) is not None
