"""Ways to change a pretrained model by a question's answers: one file each, all of one shape (``challenger.py``)."""
