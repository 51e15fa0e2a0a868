"""What befalls files, on a disk and on their way through a network."""

import functools
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from hypothesis import strategies as st

from shiftlab.jobs.errors import UserError


def corrupt(file):
    """Flip the bits of the byte in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def changed(content):
    """A strategy: some bytes of `content` replaced, a part left out, or something added."""
    places = st.integers(0, len(content))
    return st.one_of(
        st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8).map(
            lambda edits: bytes(dict(edits).get(at, byte) for at, byte in enumerate(content))
        ),
        st.tuples(places, places).map(lambda ends: content[: min(ends)] + content[max(ends) :]),
        st.tuples(places, st.binary(max_size=40)).map(
            lambda added: content[: added[0]] + added[1] + content[added[0] :]
        ),
    )


def read_or_refused(read, path, *others):
    """Return what is read from a file, or None if it, or one of the others, is refused as it should be."""
    try:
        return read(path)
    except UserError as error:
        message = str(error)
        assert message.startswith(tuple(f"{file}: " for file in (path, *others))) and "\n" not in message
        return None


class Server(SimpleHTTPRequestHandler):
    """Serves a folder; of packed files only the first half, or wrong bytes, if `fault` says so."""

    fault = None

    def copyfile(self, source, outputfile):
        content = source.read()
        packed = self.path.endswith((".deb", ".gz"))
        if packed and self.fault == "cut":
            outputfile.write(content[: len(content) // 2])
            outputfile.flush()
            self.connection.close()
        elif packed and self.fault == "wrong":
            outputfile.write(content[::-1])
        else:
            outputfile.write(content)

    def log_message(self, *arguments):
        pass


@contextmanager
def served(folder):
    """Serve a folder for the length of a `with` block; gives the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
