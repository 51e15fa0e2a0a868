"""Times of the same task in several variants, in turns, so that drift affects all variants equally.

The variants are in benchmark.contenders. Each runs in a separate process, so that memory, threads and caches
of one do not affect another.
"""

import logging
import signal
import time
from multiprocessing import get_context

from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError
from shiftlab.training import allocator

log = logging.getLogger(__name__)

# The functions of benchmark.contenders for each task, by method.
TASKS = {
    "training": {"notebook": "train_notebook", "pipeline": "train_pipeline", "limit": "train_limit"},
    "synthesis": {"notebook": "synthesize_notebook", "pipeline": "synthesize_pipeline"},
    "translation map": {"notebook": "map_notebook", "pipeline": "map_pipeline"},
}


def measure(run, precisions, repeats, **arguments):
    """Time every task on the network of a run.

    run: as in training.train; its precision does not count. precisions: those in which the pipeline trains.
    repeats: how often each work is timed. arguments: common to all functions of benchmark.contenders.
    Returns a list of mappings: task, network, precision, method, and what `_in_turns` reports.
    """
    measured = []
    for task, methods in TASKS.items():
        variants = {}
        for method, function in methods.items():
            for precision in precisions if task == "training" and method != "notebook" else ["float32"]:
                variant = run | {"training": run["training"] | {"precision": precision}}
                variants[method, precision] = function, {"run": variant, **arguments}
        for (method, precision), report in _in_turns(variants, repeats).items():
            variant = {"task": task, "network": run["architecture"], "precision": precision, "method": method}
            measured.append(variant | report)
    return measured


def _in_turns(variants, repeats):
    """Run each variant once to warm up, then `repeats` times more, in turns, and time it.

    variants: mapping from a name to (name of a function, its keyword arguments). Returns a mapping from the
    same names to reports: mappings with warm_up_seconds (in which things are loaded and compiled), seconds (a
    list), frames (of one work), peak_memory_mb (of its process), peak_gpu_memory_mb (None on a CPU), device,
    threads and torch (its version).
    Raises what a function raises.
    """
    context = get_context("fork")  # of a process without torch and without threads
    processes, pipes, reports = [], {}, {}
    seconds = {name: [] for name in variants}
    try:
        for name, variant in variants.items():
            pipes[name], theirs = context.Pipe()
            processes.append(context.Process(target=_serve, args=(theirs, *variant)))
            processes[-1].start()
            theirs.close()
        with progress.Bar(len(variants) * (repeats + 1), "run") as bar:
            for _ in range(repeats + 1):
                for name, pipe in pipes.items():
                    report = _ask(pipe, name)
                    seconds[name].append(report.pop("seconds"))
                    reports[name] = report
                    log.info("%s: %.3f s", " ".join(name), seconds[name][-1])
                    bar.update()
    finally:
        for process in processes:
            process.kill()
    return {
        name: report | {"warm_up_seconds": seconds[name][0], "seconds": seconds[name][1:]}
        for name, report in reports.items()
    }


def _ask(pipe, name):
    """Return the report of one more run of a variant, or raise what it raised."""
    try:
        pipe.send("once more")
        report = pipe.recv()
    except (EOFError, BrokenPipeError) as error:
        raise UserError(f"{' '.join(name)}: its process was ended, perhaps for want of memory") from error
    if isinstance(report, Exception):
        raise report
    return report


def _serve(pipe, function, arguments):
    """Answer every message with the report of one run, or with the exception that it raised."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and kills this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        import torch

        from shiftlab.benchmark import contenders
        from shiftlab.training import devices

        logging.disable(logging.INFO)  # the progress that a job logs, at every repeat
        work = getattr(contenders, function)(**arguments)
        device = devices.choose(arguments["device"])
        while pipe.recv():
            start = time.perf_counter()
            frames = work()
            report = {
                "seconds": time.perf_counter() - start,
                "frames": frames,
                "peak_memory_mb": allocator.peak_mb(),
                "peak_gpu_memory_mb": devices.peak_memory_mb(device),
                "device": devices.model(device),
                "threads": torch.get_num_threads(),
                "torch": torch.__version__,
            }
            pipe.send(report)
    except Exception as error:
        log.exception("failed")
        pipe.send(error)
