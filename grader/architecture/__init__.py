"""Is this the model that was asked for? Rebuilds a described model and compares it with the wanted one.

Imports Keras, so it is imported where a model is judged and nowhere else. Inside, in import order::

    clean.py         hostile JSON -> checked plain values
    activations.py   which activation is this function?
    rebuild.py       a description -> a Keras model
    graph.py         a Keras model -> the calls it makes, in order
    chain.py         calls -> canonical operations, spelled one way
    alignment.py     two chains side by side: what is missing, extra or other
    diagnosis.py     an alignment -> differences with a misconception's code
    function.py      same weights, same outputs?
    summary.py       tables for people
    compare.py       the verdict
"""
