"""What people get wrong, and what they are told: shared by the tests of a reader and those of a whole run."""
