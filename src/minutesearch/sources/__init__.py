"""Where minutes come from: every source delivers files into ``corpus/``, which is the truth and is never altered."""
