"""The network: the only room whose code may open a connection, and the gate that keeps it shut everywhere else."""
