"""PDF files: letters and ruled lines become printed lines, and printed lines become blocks."""
