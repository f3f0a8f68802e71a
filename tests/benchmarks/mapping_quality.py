"""Prints how well the column mapping does on labelled schemas: `python -m tests.benchmarks.mapping_quality [-v]`."""

from __future__ import annotations

import sys

from tests.connectors.mapping.schemas.development import DEVELOPMENT
from tests.connectors.mapping.schemas.edges import EDGES
from tests.connectors.mapping.schemas.held_out import HELD_OUT
from tests.connectors.mapping.schemas.held_out_late import HELD_OUT_LATE
from tests.connectors.mapping.schemas.measuring import measure
from tests.connectors.mapping.schemas.reading import schemas

SETS = (("development", DEVELOPMENT + EDGES), ("held out", HELD_OUT + HELD_OUT_LATE))


def main(*, verbose: bool) -> None:
    for name, text in SETS:
        found = measure(schemas(text))
        print(
            f"{name}: {found.meant} columns with a meaning: {found.right} right ({found.right / found.meant:.1%}), "
            f"{len(found.wrong)} wrong, {found.meant - found.right} not bound; "
            f"{len(found.questions)} needless questions"
        )
        for kind, lines in (("wrong", found.wrong), ("open", found.open), ("asked", found.questions)):
            if verbose or kind == "wrong":
                for line in lines:
                    print(f"  {kind}: {line}")


if __name__ == "__main__":
    main(verbose="-v" in sys.argv)
