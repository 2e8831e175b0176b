"""One document as a Word file, warm: ours with all checks beside plain docxtpl, in turn in one process, and our parts.

docxtpl does what its manual says, `DocxTemplate(path)`, `render`, `save`: with the same template, ejected, and the same
data, whose words lie ready as plain objects (rival.py). Ours starts from the compiled template and the projected deal;
it renders, parses what it made, compares every value with what stands there, maps it, packs, and searches map and file
for what the readers must not see. Each round fills a new version of the packet, whose parts are none that were searched
before; what a build remembers from one document to the next (templates, styles and settings, what is secret) is warm.
Neither waits for anything, so processor time is counted: a machine with other work shows the same.
"""

import gc
import io
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from measure import in_turn
from rival import filters, prepare

from packetgen.draft import fill
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.drafting import Drafter
from packetgen.packet.plan import plan
from packetgen.packet.wall import forbidden_spans
from packetgen.packet.workshop import Workshop

ROOT = Path(__file__).parent.parent
ROUNDS, WARM_UP = 15, 2
_CLOCK = time.process_time
PARTS = {"render": "render", "parse_xml": "parse", "write_package": "zip"}
"""The functions that fill.py calls for each part; what remains of a fill are checks and map."""


def main() -> None:
    for sample in ("linlan-drainage", "wexmoor-drainage"):
        with tempfile.TemporaryDirectory() as folder:
            prepare(sample, Path(folder))
            measure(sample, Path(folder))


def measure(sample: str, folder: Path) -> None:
    workshop = Workshop((ROOT / "templates",))
    path = ROOT / "samples" / sample / "deal.yaml"
    planned = plan(path.read_text(encoding="utf-8"), str(path), workshop.kinds().value or ()).value
    assert planned is not None
    drafter = Drafter(planned, workshop, "packet", 1)
    contexts = pickle.loads((folder / "jobs.pickle").read_bytes())["contexts"]  # written by prepare
    environment = Environment(autoescape=True)
    environment.filters.update(filters())
    totals = {"docxtpl": 0.0, "packetgen": 0.0}
    # Models and templates of the whole deal are not what a document's garbage is to be sought among.
    gc.collect()
    gc.freeze()
    print(f"\n{sample}: milliseconds a document, medians of {ROUNDS}")
    print(f"  {'':<24}{'docxtpl':>9}{'packetgen':>10}{'times':>7}   render  parse  checks and map    zip   wall")
    for document in planned.documents:
        theirs = plainly(folder / f"{document.id}.docx", contexts[document.audience.name], environment)
        with parts() as taken:
            own_way = partial(ours, drafter, document, taken)
            times = in_turn({"docxtpl": theirs, "packetgen": own_way}, ROUNDS, WARM_UP, _CLOCK)
        plain, own = (statistics.median(times[name]) * 1000 for name in totals)
        totals["docxtpl"] += plain
        totals["packetgen"] += own
        shares = {name: statistics.median(runs[WARM_UP:]) * 1000 for name, runs in taken.items()}
        rest = shares["fill"] - sum(shares[name] for name in PARTS.values())
        print(
            f"  {document.id:<24}{plain:9.1f}{own:10.1f}{plain / own:7.1f}"
            f"   {shares['render']:6.1f} {shares['parse']:6.1f} {rest:15.1f} {shares['zip']:6.1f} {shares['wall']:6.1f}"
        )
    print(
        f"  {'all':<24}{totals['docxtpl']:9.1f}{totals['packetgen']:10.1f}{totals['docxtpl'] / totals['packetgen']:7.1f}"
    )


def plainly(template: Path, context: dict[str, Any], environment: Environment) -> Callable[[], object]:
    """docxtpl as its manual has it: open, render, save."""

    def run() -> None:
        document = DocxTemplate(template)
        document.render(context, environment)
        document.save(io.BytesIO())

    return run


def ours(drafter: Drafter, document: DocumentSpec, taken: dict[str, list[float]]) -> None:
    for runs in taken.values():
        runs.append(0.0)
    drafter.version += 1
    start = _CLOCK()
    template = drafter.workshop.word_template(document, drafter.plan.locale).value
    assert template is not None
    draft = drafter.draft(document, template).value
    assert draft is not None
    taken["fill"][-1] = _CLOCK() - start
    forbidden_spans(draft.spans, document.audience, drafter.plan.loaded.deal, "")
    drafter.leaks(document, {"draft.docx": draft.data})
    taken["wall"][-1] = _CLOCK() - start - taken["fill"][-1]


@contextmanager
def parts() -> Iterator[dict[str, list[float]]]:
    """Seconds of each part, run by run."""
    taken: dict[str, list[float]] = {name: [] for name in ("fill", "wall", *PARTS.values())}
    originals = {name: getattr(fill, name) for name in PARTS}

    def timed(name: str) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            start = _CLOCK()
            try:
                return originals[name](*arguments)
            finally:
                taken[PARTS[name]][-1] += _CLOCK() - start

        return run

    for name in PARTS:
        setattr(fill, name, timed(name))
    try:
        yield taken
    finally:
        for name, original in originals.items():
            setattr(fill, name, original)


main()
