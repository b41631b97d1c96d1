"""What is on the screen: an application of textual, its screens and widgets, one table of commands."""
