"""Văn bản đi: the register of outgoing papers with its numbers, what is issued to whom, and the digital signatures on it."""
