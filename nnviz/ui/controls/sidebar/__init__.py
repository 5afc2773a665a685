"""The experiment, setting by setting."""
