"""The model card: README.md of a model folder."""

import re

from tfcollab.runtime.contract import ModelContract
from tfcollab.runtime.repository import Precision
from tfcollab.training.figures import prefix_of

PURPOSE = {
    "classify": "Tells whether a frame of Placido video is clear, closed, broken (tear film) or blur, from the window "
    "around the rings, or from the whole frame where none are found.",
    "detect": "Finds the ring system in a whole frame: outermost ring, middle ring, dark central disc.",
    "segment": "TF-Net: marks broken tear film in the window around the outermost ring.",
}
LIMITS = (
    "For research and decision support; not a cleared medical device. Figures hold for the data named above; on other "
    "devices, check them before relying on them."
)


_ERROR = (
    "`ece` among the figures is the expected calibration error (15 bins of equal width; Naeini 2015, Guo 2017): the "
    "mean distance between a probability and the share that comes true, 0 at best; of the winning class for classify, "
    "of the pixels' probability of break-up for segment (`ece_in_question`: of pixels with at least 1/15)."
)


def model_card(contract: ModelContract, recipe: str, limits: str = "", measured_on: str = "") -> str:
    """Markdown: purpose, input and output, training data, figures, limits, recipe.

    measured_on: data set and split of the figures, "" where nobody knows.
    """
    table = _table(contract.metrics)
    if contract.metrics and measured_on:
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

{_calibration(contract)}## Limits

{limits + chr(10) + chr(10) if limits else ""}{LIMITS}

## Recipe

```yaml
{recipe.strip()}
```
"""


def _table(metrics: dict[str, float]) -> str:
    """The figures, a column for each form of the graph that has any."""
    if not metrics:
        return "Not measured."
    others = [f for f in (Precision.INT8, Precision.FP16) if any(name.startswith(prefix_of(f)) for name in metrics)]
    floats = [name for name in metrics if not name.startswith(tuple(map(prefix_of, others)))]
    rows = ["| measure | float |" + "".join(f" {form} |" for form in others), "|---|" + "---|" * (1 + len(others))]
    for name in floats:
        values = (metrics.get(each) for each in (name, *(prefix_of(form) + name for form in others)))
        rows.append(f"| {name} |" + "".join(f" {'' if value is None else f'{value:.4g}'} |" for value in values))
    return "\n".join(rows)


def own_limits(card: str) -> str:
    """What a card says of its model's own limits, before those of all; "" where it says nothing."""
    _, _, after = card.partition("## Limits\n\n")
    own, _, _ = after.partition(LIMITS)
    return own.strip()


def where_measured(card: str) -> str:
    """What the figures of a card were measured on, in words; "" where it does not say."""
    found = re.search(r"^Measured on (.+)\.$", card, re.MULTILINE)
    return "" if found is None else found[1]


def _calibration(contract: ModelContract) -> str:
    """The section, with an empty line after it; boxes have none."""
    if contract.task == "detect":
        return ""
    text, found = "The probabilities are the net's own.", contract.calibration
    if found is not None:
        text = (
            f"The graph's logits are scaled by {found.scale:.4g} and shifted by {found.bias:.4g} before soft-max, the "
            f"likeliest values on {found.data}."
        )
    return f"## Calibration\n\n{text} {_ERROR}\n\n"
