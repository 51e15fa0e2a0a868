import pytest
import torch

from shiftlab import devices
from shiftlab.errors import UserError


def test_auto_takes_the_best_there_is():
    expected = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    assert devices.choose("auto").type == expected


def test_the_number_of_threads_is_set():
    before = torch.get_num_threads()
    devices.prepare("cpu", threads=1)
    assert torch.get_num_threads() == 1
    torch.set_num_threads(before)


@pytest.mark.skipif(torch.backends.mps.is_available(), reason="this machine has MPS")
def test_a_device_that_is_not_there_is_refused():
    with pytest.raises(UserError, match="device: mps is not on this machine; choose from auto"):
        devices.choose("mps")
