"""Office files: bytes in, paragraphs and tables out; documents out. Knows no model and no Django."""
