"""Rule remove_leftovers: remove what an earlier configuration made, after listing it."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0]):
    import sys

    from shiftlab.experiment import leftovers

    files = snakemake.params.removed
    print(*files, f"Removed {len(files)} files", sep="\n", file=sys.stderr)
    leftovers.remove(files, "results")
