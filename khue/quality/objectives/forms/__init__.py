"""What people type on the screens of objectives: parsed, refused with a sentence, never saved here."""
