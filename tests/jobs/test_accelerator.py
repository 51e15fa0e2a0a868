import subprocess
import sys

import pytest
import torch

from shiftlab.jobs import accelerator
from shiftlab.jobs.errors import UserError
from tests.conftest import ROOT


def test_the_kinds_of_device_are_those_that_torch_finds():
    found = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    assert accelerator.available() == [kind for kind, is_found in found.items() if is_found]


def test_torch_is_not_imported_to_find_them():
    program = "import sys; from shiftlab.jobs import accelerator; accelerator.available()"
    program += "; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT / "scripts").returncode == 0


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_a_kind_that_is_not_on_this_machine_is_refused():
    with pytest.raises(UserError, match="device: cuda is not on this machine; choose from auto, "):
        accelerator.check("cuda")
    accelerator.check("cpu")
