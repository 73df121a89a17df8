"""`tfcollab doctor`: what this installation is, what computes and why."""

from typing import Annotated

import typer

from tfcollab.cli.choices import ProviderChoice
from tfcollab.errors import UserError


def doctor(
    provider: Annotated[ProviderChoice, typer.Option(help="Provider to try.")] = ProviderChoice.AUTO,
) -> None:
    """Say what is installed, which provider computes and why, and whether the models are intact."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tfcollab.runtime.doctor import facts

    found = facts(provider.value)
    table = Table(box=None, show_header=False)
    for fact in found:
        mark = Text("good", style="green") if fact.ok else Text("BAD", style="bold red")
        table.add_row(mark, Text(fact.name), Text(fact.text))
    Console().print(table)
    bad = [fact.name for fact in found if not fact.ok]
    if bad:
        raise UserError(f"Not everything is in order ({', '.join(bad)}): see the lines marked BAD.")
