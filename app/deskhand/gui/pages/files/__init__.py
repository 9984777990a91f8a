"""Choose, where documents or photos are sorted."""
