import pytest
import torch

from shiftlab.jobs.errors import UserError
from shiftlab.training import devices


def test_auto_takes_the_best_there_is():
    expected = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    assert devices.choose("auto").type == expected


def test_the_number_of_threads_is_set():
    before = torch.get_num_threads()
    devices.prepare("cpu", threads=1)
    assert torch.get_num_threads() == 1
    torch.set_num_threads(before)


def test_bfloat16_rounds_products_and_float32_does_not():
    operator, frames = torch.nn.Linear(56, 10), torch.randn(4, 56)
    exact = operator(frames)
    with devices.arithmetic("bfloat16", torch.device("cpu")):
        rounded = operator(frames)
    with devices.arithmetic("float32", torch.device("cpu")):
        assert torch.equal(operator(frames), exact)
    assert rounded.dtype == torch.bfloat16
    torch.testing.assert_close(rounded.float(), exact, atol=0.05, rtol=0.05)


def test_tf32_is_for_cuda_alone():
    with pytest.raises(UserError, match="precision: tf32 takes a CUDA device, and this is cpu"):
        devices.arithmetic("tf32", torch.device("cpu"))


@pytest.mark.skipif(torch.backends.mps.is_available(), reason="this machine has MPS")
def test_a_device_that_is_not_there_is_refused():
    with pytest.raises(UserError, match="device: mps is not on this machine; choose from auto"):
        devices.choose("mps")
