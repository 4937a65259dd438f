"""Is this the model that was asked for? Rebuilds a described model and compares it with the wanted one.

Imports Keras, so it is itself imported where a model is judged and nowhere else. Inside, in import order::

    clean.py         hostile JSON -> checked plain values
    activations.py   which activation is this function?
    allowed.py       what a rebuilt model may be made of, and how much of it
    bounds.py        what it may cost, call by call
    connections.py   which tensors a call gets
    layer_maker.py   one record -> a layer
    builder.py       a description -> a Keras model
    graph.py         a Keras model -> the calls it makes, in order
    op.py            one canonical operation
    windows.py       convolutions, poolings and paddings -> operations
    recurrent.py     embeddings and recurrent layers -> operations
    spellings.py     any call -> operations
    chain.py         all calls -> a chain of operations, spelled one way
    alignment.py     two chains side by side: what is missing, extra or other
    diagnosis.py     an alignment -> differences with a misconception's code
    questions.py     the weights and pictures that both models get
    function.py      same weights, same outputs?
    penalties.py     what does it add to its loss for its weights?
    learning.py      one step of training: does it move what the reference's moves?
    summary.py       tables for people
    verdict.py       the verdict
"""

from tfkata.architecture.builder import rebuild
from tfkata.architecture.clean import ModelRefused
from tfkata.architecture.diagnosis import Difference
from tfkata.architecture.learning import step_question
from tfkata.architecture.questions import Questions
from tfkata.architecture.summary import side_by_side, summary_table
from tfkata.architecture.verdict import compare, differences, layer_parameters, unlearned

__all__ = [
    "Difference",
    "ModelRefused",
    "Questions",
    "compare",
    "differences",
    "layer_parameters",
    "rebuild",
    "side_by_side",
    "step_question",
    "summary_table",
    "unlearned",
]
