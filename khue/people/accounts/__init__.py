"""Person (the user model), sign-in, invitation, sessions."""
