"""How answers are printed: as JSON for programs, as rows for pipes and sheets, as text for people."""
