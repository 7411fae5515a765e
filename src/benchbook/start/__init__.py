"""The learner's own folder, and the JupyterLab that opens on it."""
