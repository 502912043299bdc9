"""Deeds: installing a procedure (`versions`), running a case (`cases`), and what the upper apps add to it (`effects`)."""

from khue.engine.procedures.actions.versions import install_pack

__all__ = ["install_pack"]
