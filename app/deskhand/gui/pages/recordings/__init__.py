"""Choose, where recordings are turned into text."""
