"""Points drawn from formulas and a seed: the datasets of the playground."""
