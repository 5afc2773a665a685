"""The project as a whole: what README and the library promise, and how the house is built."""
