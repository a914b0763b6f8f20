"""Blocks become meetings with their sections: the document's own convention is learned, then followed."""
