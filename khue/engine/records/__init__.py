"""Forms, evidence, retention, the administrative document and its printers."""
