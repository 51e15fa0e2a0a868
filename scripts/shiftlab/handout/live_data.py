"""How the data of a live figure get into the page: facts as JSON, arrays as one deflated string of bytes."""

import base64
import json
import zlib

import numpy as np
import pandas as pd


def embed(facts, arrays):
    """Return the texts that a figure embeds: {"facts": JSON, "bytes": Base64 of a zlib stream}.

    facts: what JSON can hold, a mapping. arrays: {name: array of uint8, float32 or float64}. In the page,
    live.read of stage.js turns both into what they were.
    """
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    layout = [
        {"name": name, "type": array.dtype.name, "shape": array.shape} for name, array in arrays.items()
    ]
    content = b"".join(array.astype(array.dtype.newbyteorder("<")).tobytes() for array in arrays.values())
    text = json.dumps(facts | {"layout": layout})
    return {
        "facts": text.replace("<", "\\u003c"),  # a class may be called </script>
        "bytes": base64.b64encode(zlib.compress(content, 9)).decode(),
    }


def garments(chosen, test, frame, classes):
    """Read the garments that a reader may drag: returns (facts, pixels uint8 (G, h, w)).

    chosen: path of the chosen garments, a CSV. test: path of the test.npz that they are from. frame: side of
    the frame. classes: their names. The facts are frame, garment (height and width), classes, and garments: a
    mapping with number (among the test garments), label and kind for each.
    """
    table = pd.read_csv(chosen)
    with np.load(test) as arrays:
        pixels = arrays["garments"][table["garment"]]
    rows = table.rename(columns={"garment": "number"}).to_dict("records")
    facts = {"frame": frame, "garment": pixels.shape[1:], "classes": list(classes), "garments": rows}
    return facts, pixels
