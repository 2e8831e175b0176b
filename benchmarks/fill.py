"""One document as a Word file, warm: each part of the work, in milliseconds."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from packetgen.packet.drafting import Drafter
from packetgen.packet.plan import plan
from packetgen.packet.wall import forbidden_spans
from packetgen.packet.workshop import Workshop

ROOT = Path(__file__).parent.parent
ROUNDS = 25


def main() -> None:
    for sample in ("linlan-drainage", "wexmoor-drainage"):
        workshop = Workshop((ROOT / "templates",))
        kinds = workshop.kinds().value or ()
        path = ROOT / "samples" / sample / "deal.yaml"
        planned = plan(path.read_text(encoding="utf-8"), str(path), kinds).value
        assert planned is not None
        drafter = Drafter(planned, workshop, "packet", 1)
        print(f"\n{sample}")
        for document in planned.documents:
            template = workshop.word_template(document, planned.locale).value
            assert template is not None
            fill = median(lambda d=document, t=template: drafter.draft(d, t))  # type: ignore[misc]
            draft = drafter.draft(document, template).value
            assert draft is not None
            wall = median(lambda d=document, f=draft: drafter.leaks(d, {"draft.docx": f.data}))  # type: ignore[misc]
            wall += median(lambda d=document, f=draft: forbidden_spans(f.spans, d.audience, planned.loaded.deal, ""))  # type: ignore[misc]
            size = f"{len(draft.paragraphs)} paragraphs, {len(draft.spans)} values"
            print(f"  {document.id:<24} fill with all checks {fill:6.1f} ms   wall {wall:5.1f} ms   ({size})")


def median(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:]) * 1000


main()
