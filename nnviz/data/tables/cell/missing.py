"""Texts that stand for "no value"."""

#: In lower case. Those of `pandas.read_csv`, and what spreadsheets, offices of statistics ("..",
#: ":") and people write.
MISSING_MARKS = frozenset(
    (
        *("", "na", "n/a", "nan", "-nan", "null", "none", "<na>", "nat"),
        *(
            "-",
            "--",
            "—",
            "–",
            "?",
            ".",
            "..",
            "...",
            "…",
            ":",
            "n.a.",
            "#n/a",
            "#na",
            "#n/a n/a",
            "#null!",
            "#div/0!",
            "#ref!",
        ),
        # Errors of spreadsheets in other languages; what databases and offices there write.
        *("#nv", "#wert!", "#bezug!", "#zahl!", "#n/d", "#valeur!", "#nombre!", "#¡valor!"),
        *(
            "#valor!",
            "#¡num!",
            "#núm!",
            "#¡ref!",
            "#¡div/0!",
            "#rif!",
            "#valore!",
            *("#н/д", "#знач!", "#дел/0!", "#ссылка!", "#имя?", "#число!", "#пусто!"),
        ),
        *("\\n", "0000-00-00", "k.a.", "k. a.", "n.v.", "n/d", "s/d", "n.d.", "н/д"),
        *("#value!", "#name?", "#num!", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan"),
    )
)


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value.

    In a column of categories that has such a text among them, it is that category instead:
    `nnviz.data.tables.cell.category` is asked first.
    """
    text = text.strip()
    return len(text) < 12 and text.lower() in MISSING_MARKS
