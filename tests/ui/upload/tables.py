"""Tables as people bring them."""

COLOURS = ("red", "blue", "green")

#: Semicolons, decimal commas, categories, dates, missing values, and a name that is markup.
MESSY = "\n".join(
    [
        "Nr;Height;Colour <b>x</b>;Bought;Price;Kind",
        *(
            f"{i};{'' if i % 7 == 3 else f'{i / 3:.2f}'.replace('.', ',')};{COLOURS[i % 3]};"
            f"2024-01-{i + 1:02};{f'{10 + i / 2:.1f}'.replace('.', ',')};{'AB'[i % 2]}"
            for i in range(28)
        ),
    ]
)
#: The first row lacks the name of the first column.
SHIFTED = "\n".join(["a,b,kind", *(f"r{i},{i % 5}.5,{i % 3}.25,{'xy'[i % 2]}" for i in range(12))])
#: An ordinary small one of two classes.
PLAIN = "\n".join(["a,b,kind", *(f"{i}.5,{i % 3}.25,{'xy'[i % 2]}" for i in range(20))])
#: What somebody took for a table.
WEB_PAGE = "<!doctype html><html><script>alert(1)</script></html>"
