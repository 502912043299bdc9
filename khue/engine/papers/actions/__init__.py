"""Deeds on outgoing papers: `register` gives and enters numbers, `issuing` sends, `ending` recalls and replaces, `signing` signs;
and on what signatures rest on: `trusting`, `vouching`, `marking`, which all put in and take out by `keeping`."""
