"""Measurements of the program beside what people would pick in its place. Outside the package, and never imported by it."""
