"""Settings of the tests: the same program, with a quick password hash, files in a temporary folder and mail kept in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from khue.config.settings import *  # noqa: F403
from khue.config.settings import STORAGES


def _folder() -> Path:
    """One folder a run: its first process makes it and takes it away at its end, also what killed workers left there; each process
    that it starts has a folder of its own in it."""
    run = os.environ.get("KHUE_TEST_FOLDER", "")
    if not run:
        run = os.environ["KHUE_TEST_FOLDER"] = tempfile.mkdtemp(prefix="khue-test-")
        atexit.register(shutil.rmtree, run, ignore_errors=True)
    return Path(tempfile.mkdtemp(dir=run))


_MINE = _folder()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _MINE / "files"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = _MINE / "static"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
for _each in (MEDIA_ROOT, STATIC_ROOT):
    _each.mkdir()
