"""Tables to learn from: what their columns mean, and how they become a network's inputs."""

from nnviz.data.tables.preparation import Preparation, Step
from nnviz.data.tables.recipe import Column, Recipe
from nnviz.data.tables.records import Records

__all__ = ["Column", "Preparation", "Recipe", "Records", "Step"]
