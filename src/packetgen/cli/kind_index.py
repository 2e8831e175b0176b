"""The shipped kinds by command name, generated from templates/kinds by scripts/generate_index.py."""

KINDS: dict[str, dict[str, str]] = {}
