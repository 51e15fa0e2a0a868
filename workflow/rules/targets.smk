# Short names: of a figure or a table, and of the removal of old results.


include: "../helpers/targets.smk"


# `snakemake transfer` makes every figure and table of that name, of each dataset and run.
for short_name in outputs.NAMES:

    rule:
        name:
            short_name
        input:
            of_name(short_name),


# `snakemake remove_leftovers` removes what removed networks, datasets and seeds have left, once all is made.
rule remove_leftovers:
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
