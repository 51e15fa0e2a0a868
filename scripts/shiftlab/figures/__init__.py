"""The handout's figures: arrays in, matplotlib figures out; no torch in here."""
