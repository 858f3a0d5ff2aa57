"""Measurements: `make bench` prints them as JSON, as ratios in one run; the machines are noisy."""
