"""Rule tabulate_throughput: the speed of each way, and the accuracy at each precision."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import json
    from pathlib import Path

    import pandas as pd

    from shiftlab.benchmark import throughput_table

    files = snakemake.input
    trained = map(throughput_table.trained, files.records, files.costs, files.histories)
    measured = [way for file in files.times for way in json.loads(Path(file).read_text(encoding="utf-8"))]
    table = pd.DataFrame(throughput_table.rows(measured, list(trained))).astype({"seeds": "Int64"})
    table["network"] = table["network"].map(snakemake.params.labels)
    table.to_csv(snakemake.output[0], index=False, lineterminator="\n")
