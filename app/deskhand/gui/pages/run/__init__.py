"""Run: see that work goes on."""
