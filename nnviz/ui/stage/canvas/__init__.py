"""Words of explanations that stand where one points."""
