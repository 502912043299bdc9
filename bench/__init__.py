"""The benchmark: the workloads of docs/architecture/performance.md, each beside a reference that runs in the same run.

`make bench`, or `python -m bench [--quick] [--only W1,W10] [--json FILE]`. It prints ratios and counts and always ends well:
machines differ and are shared, so what a machine cannot change (SQL statements) is held by tests, not by this.
"""
