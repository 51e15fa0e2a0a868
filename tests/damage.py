"""What befalls files, on a disk and on their way through a network."""

import functools
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


def corrupt(file):
    """Flip the bits of the byte in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


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
