"""How the data of a live figure get into the page: facts as JSON, arrays as one deflated string of bytes."""

import base64
import json
import zlib

import numpy as np


def embed(facts, arrays):
    """Return the texts that a figure embeds: {"facts": JSON, "bytes": Base64 of a zlib stream}.

    facts: what JSON can hold, a mapping. arrays: {name: array of uint8, float32 or float64}. In the page,
    live.read of stage.js turns both into what they were.
    """
    layout = [
        {"name": name, "type": array.dtype.name, "shape": array.shape} for name, array in arrays.items()
    ]
    content = b"".join(np.asarray(array, array.dtype.newbyteorder("<")).tobytes() for array in arrays.values())
    text = json.dumps(facts | {"layout": layout})
    return {
        "facts": text.replace("<", "\\u003c"),  # a class may be called </script>
        "bytes": base64.b64encode(zlib.compress(content, 9)).decode(),
    }
