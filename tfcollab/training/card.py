"""The model card: README.md of a model folder."""

from tfcollab.runtime.contract import ModelContract

PURPOSE = {
    "classify": "Tells from a whole frame of Placido video whether it is clear, closed, broken (tear film) or blur.",
    "detect": "Finds the ring system in a whole frame: outermost ring, middle ring, dark central disc.",
    "segment": "TF-Net: marks broken tear film in the window around the outermost ring.",
}
LIMITS = (
    "For research and decision support; not a cleared medical device. Figures hold for the data named above; on other "
    "devices, check them before relying on them."
)


def model_card(contract: ModelContract, recipe: str, limits: str = "", measured_on: str = "") -> str:
    """Markdown: purpose, input and output, training data, figures, limits, recipe.

    measured_on: data set and split of the figures, "" where nobody knows.
    """
    rows = "\n".join(f"| {name} | {value:.4g} |" for name, value in contract.metrics.items())
    table = f"| measure | value |\n|---|---|\n{rows}" if rows else "Not measured."
    if rows and measured_on:
        table = f"Measured on {measured_on}.\n\n{table}"
    given, gives = contract.input, contract.output
    takes = f"Input `{given.name}` {given.dtype} {list(given.shape)}"
    returns = f"output `{gives.name}` {gives.dtype} {list(gives.shape)}"
    return f"""# {contract.name} {contract.version}

{PURPOSE[contract.task]}

{takes}, {returns}; classes {", ".join(contract.classes)}.

## Training data

{contract.training_data}

## Figures

{table}

## Limits

{limits + chr(10) + chr(10) if limits else ""}{LIMITS}

## Recipe

```yaml
{recipe.strip()}
```
"""
