"""Pages that are pictures: drawn in the child, read by a recogniser, given back as printed lines."""
