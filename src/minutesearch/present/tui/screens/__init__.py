"""One file a screen; all but the search screen are imported when they are first opened."""
