"""Invented interviews, and the adapters trained on them, see README.md."""
