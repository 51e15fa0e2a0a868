"""Shiftlab's library: how a network learns that a garment is the same garment wherever it stands."""
