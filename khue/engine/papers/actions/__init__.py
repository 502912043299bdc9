"""Deeds on outgoing papers: `register` gives and enters numbers, `issuing` sends, `ending` recalls and replaces, `signing` signs."""
