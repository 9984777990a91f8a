"""Pretrained models that can be changed: one file a modality, all of one shape (``trainee.py``)."""
