"""How the world comes in. Each interface reads and calls what is below; none imports another."""
