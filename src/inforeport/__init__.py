"""Collects, scores and prints the reports that units send to an office."""

__version__ = "0.1.0"
