"""What every quality app runs on: procedures, forms, evidence, printed papers."""
