"""What Deskhand talks about: frozen dataclasses, standard library only."""
