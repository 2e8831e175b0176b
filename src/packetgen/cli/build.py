"""packetgen build, and a command for each kind: a deal to its packet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from packetgen.cli import language
from packetgen.cli.built import Report, print_built
from packetgen.cli.kind_index import KINDS
from packetgen.cli.progress import Progress
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.settings import configure, template_folders
from packetgen.cli.words import word
from packetgen.diagnostics import Diagnostic, Language, Severity, error
from packetgen.errors import DealInvalidError, OutputError, UsageError
from packetgen.packet.inputs import already_built, inputs_digest
from packetgen.packet.request import Request
from packetgen.settings import FORMATS, MOST_PROCESSES, Format, formats_of

_BRIEF = "leader-brief"


def _options(function: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(
        (
            click.argument("deal", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
            click.option(
                "-o",
                "--out",
                type=click.Path(file_okay=False, path_type=Path),
                help="Where packets go (default: `packets` beside the deal).",
            ),
            click.option("--to", help="What to write: docx, pdf or both (default: docx,pdf)."),
            click.option("--house", help="A house style in place of each document's own."),
            click.option("--final", is_flag=True, help="Refuse while a must-have is open or a policy unverified."),
            click.option(
                "--templates",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                help="A folder of your own templates, searched before the shipped ones.",
            ),
            click.option(
                "--jobs", type=click.IntRange(1, MOST_PROCESSES), help="How many processes print (default: 2)."
            ),
            format_option,
            language.option,
        )
    ):
        function = option(function)
    return function


@click.command("build", short_help="Write the whole packet of a deal.")
@click.option("--only", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only this kind; may be repeated.")
@_options
@click.pass_context
def command(ctx: click.Context, /, kinds: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401  # click's
    """Write the packet of DEAL: every document that applies, as Word file and PDF, in a versioned folder."""
    ctx.exit(_run(kinds, **options))


def kind_command(kind: str) -> click.Command:
    """The command of one kind: the same as `build --only KIND`."""

    @click.command(kind, short_help=KINDS[kind]["en"], help=f"{KINDS[kind]['en']} ({KINDS[kind]['zh']})")
    @_options
    @click.pass_context
    def of_kind(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401
        ctx.exit(_run((kind,), **options))

    return of_kind


def _run(  # the options of the command
    kinds: tuple[str, ...],
    *,
    deal: Path,
    out: Path | None,
    to: str | None,
    house: str | None,
    final: bool,
    templates: Path | None,
    jobs: int | None,
    form: str,
    lang: Language | None,
) -> int:
    settings, spoken = configure(deal.parent, lang, deal)
    own_jobs = settings.text("jobs")
    request = Request(
        deal=deal,
        out=out or settings.folder("out") or deal.parent / "packets",
        template_folders=template_folders(templates, settings),
        kinds=kinds,
        formats=_formats(to or settings.text("to") or ",".join(FORMATS)),
        house=house or settings.text("house"),
        final=final,
        processes=jobs or (int(own_jobs) if own_jobs else None),
    )
    done = already_built(request, inputs_digest(request))
    if done is not None and _BRIEF not in kinds:
        folder, manifest = done
        print_built(Report(folder, manifest), form, spoken)
        return 0
    return _build(request, form, spoken)


def _build(request: Request, form: str, spoken: Language) -> int:
    from packetgen.packet.printing import printers  # noqa: PLC0415  # not for an unchanged deal

    progress = Progress()
    try:
        with printers(request) as workers:
            from packetgen.packet.build import build_packet  # noqa: PLC0415  # loads the deal's models meanwhile

            result = build_packet(request, progress, workers)
    finally:
        progress.end()
    if result.value is None:
        if form == "json":
            print_json({"diagnostics": [as_data(each, spoken) for each in result.diagnostics]})
        else:
            print_diagnostics(result.diagnostics, spoken)
        return _exit_code(result.diagnostics)
    built = result.value
    if form == "human":
        print_diagnostics((each for each in result.diagnostics if each.severity is not Severity.NOTE), spoken)
        if built.target.kept:
            files = ", ".join(built.target.kept)
            click.echo(word(spoken, "new_version", version=built.target.version, files=files), err=True)
    texts = {name: words for name, words in built.texts.items() if _BRIEF in request.kinds and name.startswith(_BRIEF)}
    report = Report(built.target.folder, built.manifest, built.made, result.diagnostics, texts)
    print_built(report, form, spoken)
    return 0


def _formats(written: str) -> tuple[Format, ...]:
    found = formats_of(written)
    if not found:
        raise UsageError(error("PG903", name="--to", value=written, known="`docx`, `pdf`, `docx,pdf`"))
    return found


def _exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    codes = {each.code for each in diagnostics if each.severity is Severity.ERROR}
    if codes <= {"PG822", "PG826"}:
        return 1
    if any(code.startswith(("PG3", "PG4")) for code in codes):
        return 4
    return OutputError.exit_code if any(code.startswith("PG8") for code in codes) else DealInvalidError.exit_code
