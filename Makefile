# Two commands on a fresh machine: `make run` and `make test`. What they need is made by packaging/linux/preparer.sh.
PYTHON_VENV := .venv/bin/python
PREPARE := sh packaging/linux/preparer.sh
FROM ?=
ACCEPTER ?=
RACINE ?=
INSTANTANE ?=
OPENDATA := $(or $(FROM),../shared/opendata)
COMPILE := $(PYTHON_VENV) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --no-config

.DEFAULT_GOAL := help
.PHONY: help run test bench snapshot extrait release pictures lock format clean

help: ## Cette liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Ouvrir Côte à Côte (sans écran : une fiche PDF et une image de la fenêtre dans build/)
	@$(PREPARE) run
	@sh packaging/linux/lancer.sh

test: ## Tout contrôler : présentation du code, types, règles d’import, tests
	@$(PREPARE) dev
	$(PYTHON_VENV) -m ruff format --check .
	$(PYTHON_VENV) -m ruff check .
	$(PYTHON_VENV) -m mypy
	.venv/bin/lint-imports --no-logo --cache-dir build/.import_linter_cache
	$(PYTHON_VENV) -m pytest -n auto --dist loadfile

bench: ## Mesurer les vitesses : un tableau et build/bench.json
	@$(PREPARE) dev
	@$(PYTHON_VENV) tests/bench

snapshot: ## Construire build/instantane.sqlite à partir des fichiers de FROM=dossier
	@test -n "$(FROM)" || { echo "Indiquez le dossier des données ouvertes : make snapshot FROM=dossier" >&2; exit 2; }
	@$(PREPARE) dev
	$(PYTHON_VENV) -m data_bundle.builder build --from "$(FROM)" --out build/instantane.sqlite $(if $(ACCEPTER),--accepter)

extrait: ## Refaire l’extrait livré avec le programme (Bretagne et La Réunion)
	@$(PREPARE) dev
	$(PYTHON_VENV) -m data_bundle.builder build --from "$(OPENDATA)" --out data_bundle/extrait.sqlite --extrait 53,04 $(if $(ACCEPTER),--accepter)

release: ## Construire dans dist/ le dossier, l’archive et le .deb (RACINE=fichier, INSTANTANE=fichier, FROM=dossier)
	@$(PREPARE) dev
	@$(PYTHON_VENV) packaging/release --from "$(OPENDATA)" --instantane "$(INSTANTANE)" --racine "$(RACINE)"

pictures: ## Refaire les images de docs/pictures (écrans et fiche)
	@$(PREPARE) dev
	QT_QPA_PLATFORM=offscreen $(PYTHON_VENV) docs/pictures/make.py

lock: ## Recalculer les verrous de dépendances
	@$(PREPARE) dev
	$(COMPILE) --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --output-file requirements/dev.txt pyproject.toml requirements/dev.in

format: ## Mettre le code en forme
	@$(PREPARE) dev
	$(PYTHON_VENV) -m ruff check --fix .
	$(PYTHON_VENV) -m ruff format .

clean: ## Effacer ce qui se refait (build/ et .venv)
	rm -rf build .venv dist
