"""Gradients recorded as a CUDA graph, as the kernels of a small network take longer to launch than to run.

A graph is a sequence of kernels, recorded once and launched as one, on the same memory each time. Recording
runs nothing, and draws nothing from the random generator.

Source: PyTorch's documentation, "CUDA semantics", section "CUDA Graphs".
"""

import logging

import torch

log = logging.getLogger(__name__)

WARM_UP = 3  # batches before recording, in which libraries choose their algorithms and allocate their memory


class Recorded:
    """A function (inputs, labels) -> loss that gives each parameter of a network its gradient, on a GPU.

    The first WARM_UP batches are computed as usual, and so is every batch of another size than the one that
    was recorded. The loss is overwritten by the next call. What cannot be recorded, such as a network that
    waits for a value from the GPU, is always computed as usual.
    """

    def __init__(self, gradient, network):
        self.gradient, self.parameters = gradient, list(network.parameters())
        self.stream = torch.cuda.Stream()
        self.computed, self.graph = 0, None

    def __call__(self, inputs, labels):
        if self.computed == WARM_UP:
            self._record(inputs, labels)
        if self.graph is None or inputs.shape != self.inputs.shape:
            self.computed += 1
            return self._beside(inputs, labels)
        self.inputs.copy_(inputs)
        self.labels.copy_(labels)
        self.graph.replay()
        for parameter, gradient in zip(self.parameters, self.gradients, strict=True):
            parameter.grad = gradient
        return self.loss

    def _beside(self, inputs, labels):
        """Compute a gradient on another stream, as nothing that is recorded may wait for the default one."""
        self.stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self.stream):
            loss = self.gradient(inputs, labels)
        torch.cuda.current_stream().wait_stream(self.stream)
        return loss

    def _record(self, inputs, labels):
        self.computed += 1  # once only
        self.inputs, self.labels, graph = inputs.clone(), labels.clone(), torch.cuda.CUDAGraph()
        try:
            with torch.cuda.graph(graph, stream=self.stream):
                self.loss = self.gradient(self.inputs, self.labels)
        except RuntimeError as error:
            log.info("steps are not recorded as a CUDA graph: %s", error)
            return
        self.gradients = [parameter.grad for parameter in self.parameters]
        self.graph = graph
