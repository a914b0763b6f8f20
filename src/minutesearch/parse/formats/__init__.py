"""Web pages, Word files, Markdown and plain text: each becomes blocks."""
