"""The migrations, oldest first. Landed ones are never changed."""
