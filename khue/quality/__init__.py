"""What ISO 9001 and the Ministry ask of a school."""
