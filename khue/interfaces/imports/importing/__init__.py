"""From a file to something a person can look at: readings, doubts, corrections. Pure of views; saves nothing."""
