"""Rule write_captions: the captions of a report, with the numbers of this build."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from pathlib import Path

    called = (
        "{% macro called(dataset, architecture) -%}"
        "{% set run = 'runs/' ~ dataset ~ '/' ~ architecture %}"
        "{{ numbers[run ~ '/network'] }} ({{ numbers[run ~ '/trained_on'] }})"
        "{%- endmacro %}"
    )
    # Snakemake fills in the rest of each caption, a Jinja template, when it writes the report.
    numbers = Path(snakemake.input.numbers).read_text(encoding="utf-8")
    for source, target in zip(snakemake.input.captions, snakemake.output):
        caption = Path(source).read_text(encoding="utf-8")
        Path(target).write_text(f"{{% set numbers = {numbers} %}}{called}\n{caption}", encoding="utf-8")
