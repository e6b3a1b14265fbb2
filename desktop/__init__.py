"""Lentigo's desktop program: classify dermoscopic photographs locally and remember them."""

__version__ = "0.1.0"
