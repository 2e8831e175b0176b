.PHONY: packet test judges nightly bench clean

packet: ## the packets of both samples
	@sh scripts/setup.sh packet

test: ## every check that needs only the project
	@sh scripts/setup.sh test

judges: ## what outside judges say of the packets
	@sh scripts/setup.sh judges
	.venv/bin/python -m pytest -m judge

nightly: ## long fuzzing and whole corpora
	@sh scripts/setup.sh judges
	.venv/bin/python -m pytest -m nightly

bench: ## ratios to rivals, measured in one run
	@sh scripts/setup.sh judges
	.venv/bin/python benchmarks/help.py
	.venv/bin/python benchmarks/fill.py
	.venv/bin/python benchmarks/packet.py
	.venv/bin/python benchmarks/big.py

clean:
	rm -rf build dist packets .mypy_cache .ruff_cache .pytest_cache
