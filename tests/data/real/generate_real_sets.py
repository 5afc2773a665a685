"""Writes the real datasets that come with nnviz, from what scikit-learn ships.

    python -m tests.data.real.generate_real_sets

Run once and committed: nnviz reads the CSV files and does not need scikit-learn. Each is a table
as anybody could upload it; `sources.json` beside them says how to take it and where it is from.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn import datasets

from nnviz.data import real
from nnviz.data.tables import Column, Recipe

FOLDER = Path(real.__file__).parent

UCI = "UCI Machine Learning Repository"
CC_BY = "CC BY 4.0"

SOURCES = {
    "iris": {
        "source": "R. A. Fisher: The use of multiple measurements in taxonomic problems (1936). "
        f"{UCI}",
        "url": "https://doi.org/10.24432/C56C76",
        "licence": CC_BY,
    },
    "wine": {
        "source": f"S. Aeberhard, M. Forina: Wine (1992). {UCI}",
        "url": "https://doi.org/10.24432/C5PC7J",
        "licence": CC_BY,
    },
    "breast_cancer": {
        "source": "W. Wolberg, O. Mangasarian, N. Street, W. Street: Breast Cancer Wisconsin "
        f"(Diagnostic) (1993). {UCI}",
        "url": "https://doi.org/10.24432/C5DW2B",
        "licence": CC_BY,
    },
    "diabetes": {
        "source": "B. Efron, T. Hastie, I. Johnstone, R. Tibshirani: Least Angle Regression "
        "(2004), Annals of Statistics 32, 407-499",
        "url": "https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html",
        "licence": "published with the paper, as distributed with scikit-learn (BSD-3-Clause)",
    },
    "digits": {
        "source": "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits (1998), "
        "test set. "
        f"{UCI}",
        "url": "https://doi.org/10.24432/C50P49",
        "licence": CC_BY,
    },
}

DIABETES_COLUMNS = (
    "age",
    "sex",
    "body mass index",
    "blood pressure",
    "total cholesterol",
    "LDL",
    "HDL",
    "cholesterol / HDL",
    "log triglycerides",
    "blood sugar",
)


def tables() -> dict[str, tuple[Recipe, np.ndarray, np.ndarray]]:
    """Name to recipe, values (n, n_columns) and labels (n,)."""
    iris = datasets.load_iris()
    wine = datasets.load_wine()
    cancer = datasets.load_breast_cancer()
    diabetes = datasets.load_diabetes(scaled=False)
    digits = datasets.load_digits()
    cultivars = ("cultivar 1", "cultivar 2", "cultivar 3")
    wine_names = [name.replace("_", " ").replace("/", " / ") for name in wine.feature_names]
    pixels = tuple(
        Column(f"pixel {row}.{column}", "pixel", largest=16.0)
        for row in range(1, 9)
        for column in range(1, 9)
    )
    return {
        "iris": (
            Recipe(
                _numbers(iris.feature_names), "species", "multiclass", _texts(iris.target_names)
            ),
            iris.data,
            iris.target,
        ),
        "wine": (
            Recipe(_numbers(wine_names), "cultivar", "multiclass", cultivars),
            wine.data,
            wine.target,
        ),
        "breast_cancer": (
            Recipe(
                _numbers(cancer.feature_names), "diagnosis", "binary", _texts(cancer.target_names)
            ),
            cancer.data,
            cancer.target,
        ),
        "diabetes": (
            Recipe(_numbers(DIABETES_COLUMNS), "progression after a year", "regression"),
            diabetes.data,
            diabetes.target,
        ),
        "digits": (
            Recipe(pixels, "digit", "multiclass", tuple("0123456789")),
            digits.data,
            digits.target,
        ),
    }


def write(folder: Path) -> None:
    """Write all files into a folder."""
    facts: dict[str, Any] = {}
    for name, (recipe, values, labels) in tables().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*(column.name for column in recipe.columns), recipe.target])
            for row, label in zip(values.tolist(), labels.tolist(), strict=True):
                target = recipe.classes[label] if recipe.classes else _text(label)
                writer.writerow([*map(_text, row), target])
        facts[name] = {**SOURCES[name], "rows": len(labels), "recipe": recipe.to_json()}
    text = json.dumps(facts, indent=1, ensure_ascii=False)
    (folder / "sources.json").write_text(text + "\n", encoding="utf-8")


def _numbers(names: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(str(name)) for name in names)


def _texts(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(name) for name in names)


def _text(number: float) -> str:
    return repr(float(number)).removesuffix(".0")


if __name__ == "__main__":
    write(FOLDER)
