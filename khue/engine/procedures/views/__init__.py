"""The screens of procedures: reading, writing the next issue, deciding it, comparing, moving what runs."""
