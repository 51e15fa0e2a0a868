# Short names: of all figures or tables, of one figure or table, and of the removal of old results. The docstrings of
# rules are what `snakemake help` shows.


include: "../helpers/targets.smk"


rule figures:
    """Every figure, in results/figures."""
    input:
        every_figure,


rule tables:
    """Every table, in results/tables, with all numbers as JSON and as LaTeX macros."""
    input:
        every_table,
        NUMBERS.values(),


rule handout:
    """The handout as a page and as a print, in results/handout."""
    input:
        HANDOUT.values(),


rule help:
    """List these targets."""
    log:
        "results/logs/help.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        lines=targets_one_may_name,
    script:
        "../../scripts/experiment/show_help.py"


# `snakemake transfer` makes every figure and table of that name, of each dataset and run.
for short_name in outputs.NAMES:

    rule:
        name:
            short_name
        input:
            of_name(short_name),


# `snakemake remove_leftovers` removes what removed networks, datasets and seeds have left, once all is made.
rule remove_leftovers:
    """List and remove results that this configuration no longer makes."""
    input:
        everything,
    log:
        "results/logs/remove_leftovers.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        removed=old_results,
    script:
        "../../scripts/experiment/remove_leftovers.py"
