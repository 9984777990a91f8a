"""Home: start a job or go on with one."""
