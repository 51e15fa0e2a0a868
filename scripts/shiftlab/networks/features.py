"""Which operators of a network have features that can be compared between frames, without torch."""


def operators_with_features(operators):
    """Return those operators whose output is a vector or a two-dimensional map of features for each frame.

    operators: as networks.operators.describe returns them. One on tokens counts, with a vector for each; a
    Conv1d does not.
    """
    return [operator for operator in operators if operator["role"] != "other" and len(operator["shape"]) != 3]
