"""Khuê's own settings with two addresses more: the references of the web workloads (see `bench.urls`)."""

from khue.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
