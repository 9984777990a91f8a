"""Files into folders and back: ``planning.py`` says where, ``moving.py`` carries it out, ``undoing.py`` puts back.

Nothing here knows of a project. ``settling.py`` finds out from the disk how far a filing came that was cut off.
"""
