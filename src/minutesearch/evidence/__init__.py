"""Evidence that can be checked: what stands where, and what stands nowhere."""
