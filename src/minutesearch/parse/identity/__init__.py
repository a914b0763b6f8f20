"""What a document is and of which meeting: body, day, type, kind, version."""
