"""A real package archive for apt-get, with a package of the tiny set in Debian's stead."""

import hashlib
import shutil
import subprocess

from shiftlab.data import download

CONTROL = (
    f"Package: {download.DEBIAN_PACKAGE}\nVersion: 1\nArchitecture: all\n"
    "Maintainer: Nobody <nobody@localhost>\nDescription: the tiny set\n"
)


def make(folder, data):
    """Make an archive in `folder` with one package of the files in `data`; return the package's path."""
    tree = folder / "tree"
    shutil.copytree(data, tree / download.DEBIAN_FOLDER)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(CONTROL)
    package = folder / f"{download.DEBIAN_PACKAGE}_1_all.deb"
    subprocess.run(
        ["dpkg-deb", "--build", "--root-owner-group", tree, package], check=True, capture_output=True
    )
    shutil.rmtree(tree)
    index(package)
    return package


def index(package):
    """Write the index of an archive with one package: apt-get refuses a package of another digest."""
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    (package.parent / "Packages").write_text(
        f"{CONTROL}Filename: ./{package.name}\nSize: {package.stat().st_size}\nSHA256: {digest}\n"
    )


def configure(file, address):
    """Write a configuration to be named in APT_CONFIG, with the archive at `address` and no other."""
    listed = file.with_suffix(".list")
    listed.write_text(f"deb [trusted=yes] {address} ./\n")
    file.write_text(f'Dir::Etc::sourcelist "{listed}";\nDir::Etc::sourceparts "-";\nAcquire::Retries "0";\n')
