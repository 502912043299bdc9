"""One reader for each format; all give a `source.Document` and refuse in words."""
