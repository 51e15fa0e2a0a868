"""A build in one zip: unpacked into a clone of the same commit, it leaves Snakemake nothing to do."""

import hashlib
import json
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import yaml

from shiftlab.jobs import progress

# Snakemake's records of what each result was made of: without them, it could not tell what is stale.
RECORDS = Path(".snakemake/metadata")
RESULTS = Path("results")
LOGS = RESULTS / "logs"  # one of them is being written
# The same for every file, and the earliest that a zip can hold: no file is newer than what was made of it.
WHEN = (1980, 1, 1, 0, 0, 0)
BLOCK = 1 << 20  # bytes


def pack(target, config, provenance):
    """Write a zip of the results in the working directory, less logs, and of what is needed to go on.

    target: path of the zip; a file of that name among the results is left out. config: the whole
    configuration, which becomes config.yaml. provenance: as handout.provenance.of returns it. It goes into
    archive.json with the version of Python and of each installed package. SHA256SUMS, as sha256sum writes and
    checks it, has a line for each other file.
    """
    facts = provenance | {"python": sys.version.split()[0], "packages": packages()}
    texts = {
        "config.yaml": yaml.safe_dump(config, sort_keys=False, allow_unicode=True),
        "archive.json": json.dumps(facts, indent=2) + "\n",
    }
    found = (path for folder in (RESULTS, RECORDS) for path in sorted(folder.rglob("*")))
    files = [path for path in found if path.is_file() and path != Path(target) and LOGS not in path.parents]
    digests = {}
    with zipfile.ZipFile(target, "w") as archive, progress.Bar(len(files), "file") as bar:
        for name, text in texts.items():
            digests[name] = _add(archive, name, [text.encode()])
        for path in files:
            with open(path, "rb") as file:
                digests[path.as_posix()] = _add(archive, path.as_posix(), iter(lambda: file.read(BLOCK), b""))
            bar.update()
        lines = [f"{digest}  {name}\n" for name, digest in digests.items()]
        _add(archive, "SHA256SUMS", ["".join(lines).encode()])


def packages():
    """Return the version of each installed package: {name: version}, by name."""
    found = {package.name.lower(): package.version for package in metadata.distributions()}
    return dict(sorted(found.items()))


def _add(archive, name, blocks):
    """Add a file to a zip, given its bytes in blocks; return its SHA-256 in hexadecimal."""
    entry = zipfile.ZipInfo(name, WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    digest = hashlib.sha256()
    with archive.open(entry, "w", force_zip64=True) as file:
        for block in blocks:
            digest.update(block)
            file.write(block)
    return digest.hexdigest()
