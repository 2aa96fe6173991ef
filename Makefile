# Tasks of those who work on the program; PYTHON=.venv/bin/python make test
PYTHON ?= python

.PHONY: test random broken faults killed seals fuzz pages soak lint fix bench saboteurs mutants catalogue reference examples man folder wheelhouse

test:  # all tests, with the branches that none of them takes
	$(PYTHON) -m pytest --cov

random:  # many schemes drawn at random, the program against the plain calculation; then whatever
	# else is drawn, hundreds of times where the usual run draws thirty; minutes
	RANDOM_SCHEMES=2000 $(PYTHON) -m pytest tests/test_random_schemes.py
	RANDOM_SCHEMES=100 $(PYTHON) -m pytest tests/test_groups.py
	$(PYTHON) -m pytest --hypothesis-profile=many $$(grep -l hypothesis tests/test_*.py)

broken:  # 500 mutants of the good scheme files: refused, named as open, or the right figures
	$(PYTHON) -m pytest -m slow tests/test_scheme_mutants.py

faults:  # the program killed, and failed, at its every write; a quarter of an hour, needs strace
	$(PYTHON) -m pytest -n0 -m slow -rs -s tests/faults

killed:  # what the usual run cuts short at every third place, at each; half a minute, needs strace
	$(PYTHON) -m pytest -m slow tests/test_killed.py tests/test_trail_bar.py tests/test_fetch_killed.py

seals:  # the sheets and files of every month that older programs sealed
	$(PYTHON) -m pytest -m "slow or not slow" tests/test_old_seals.py

fuzz:  # five hundred mutants of every scheme file, and of a good list, Word file and message of each kind; five minutes
	$(PYTHON) -m pytest -m slow tests/test_scheme_fuzz.py tests/test_hostile_lists.py tests/test_hostile_word.py tests/test_hostile_mail.py

pages:  # every paper of three offices laid out and looked at, and our form saved as ODF between; a
	# minute, needs LibreOffice
	$(PYTHON) -m pytest -n0 -m slow tests/test_pages.py tests/test_form.py

soak:  # a year of an office under kill -9, and nothing lost; a quarter of an hour
	$(PYTHON) tools/soak.py

lint:  # what must be silent before anything is kept
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

fix:  # what ruff can put right by itself
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

bench:  # everything measured, ours beside others, into one table: docs/speed.md; a quarter of an hour
	$(PYTHON) -m pytest -n0 -m slow tests/test_completion.py
	$(PYTHON) tools/speed.py

saboteurs:  # take each guard of the bar away and see that a test notices; writes docs/bar.md
	$(PYTHON) tools/saboteurs.py

mutants:  # which changes of the rules, the ranking and the calendar no test would notice
	$(PYTHON) -m mutmut run
	$(PYTHON) -m mutmut results

catalogue:  # gather the messages, and compile what is translated
	$(PYTHON) tools/catalogue.py

reference:  # docs/commands.md from the program's help, and the columns of lists and facts
	$(PYTHON) tools/reference.py

man:  # inforeport.1, the page that `man -l inforeport.1` shows
	$(PYTHON) tools/manual.py > inforeport.1

folder:  # dist/inforeport: a folder that runs without Python, for a system as this one is
	$(PYTHON) -m PyInstaller --noconfirm --clean --log-level ERROR --name inforeport \
	  --specpath build --collect-submodules inforeport --collect-data inforeport \
	  --collect-data docx --collect-data tzdata --collect-submodules rich \
	  src/inforeport/__main__.py

wheelhouse:  # wheelhouse/: the program and all that it needs, for a machine without a network
	$(PYTHON) -m pip wheel --wheel-dir wheelhouse .

examples:  # run the sessions of README and examples/, and write what comes out
	$(PYTHON) tests/test_examples.py --update
