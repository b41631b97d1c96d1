"""The programs that the reader is measured against; each is started as a script of its own."""
