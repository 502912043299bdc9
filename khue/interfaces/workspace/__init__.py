"""My work today: the first screen after sign-in."""
