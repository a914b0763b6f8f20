"""Our light and dark colours, and a third set without any for ``NO_COLOR``.

Every pair of :data:`PAIRS` has a contrast of at least 4.5 to 1; a test computes it, and another one reads the
colours of the screens as they are drawn.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "minutesearch-dark"
LIGHT = "minutesearch-light"
PLAIN = "minutesearch-plain"

PAIRS: tuple[tuple[str, str], ...] = (
    *tuple(
        (front, back)
        for back in ("ground", "cursor", "cursor-idle", "bar-back")
        for front in ("ink", "muted", "accent", "bar", "good", "caution", "bad")
    ),
    ("mark-text", "mark-back"),
    ("here-text", "here-back"),
)

COLOURS: dict[str, dict[str, str]] = {
    LIGHT: {
        "ground": "#ffffff",
        "ink": "#0b0c0c",
        "muted": "#454c52",
        "accent": "#00519b",
        "bar": "#703800",
        "good": "#005a30",
        "caution": "#703800",
        "bad": "#a3160c",
        "cursor": "#cfe3f6",
        "cursor-idle": "#e4ebf2",
        "bar-back": "#e8edf1",
        "edge": "#6f777b",
        "mark-text": "#0b0c0c",
        "mark-back": "#ffdd55",
        "here-text": "#ffffff",
        "here-back": "#703800",
    },
    DARK: {
        "ground": "#101418",
        "ink": "#e8e8e8",
        "muted": "#b4bcc4",
        "accent": "#7cc4ff",
        "bar": "#ffb454",
        "good": "#6fdc8c",
        "caution": "#ffb454",
        "bad": "#ff9b90",
        "cursor": "#1d3a56",
        "cursor-idle": "#1d2833",
        "bar-back": "#1c232b",
        "edge": "#6c7680",
        "mark-text": "#101418",
        "mark-back": "#e0a548",
        "here-text": "#101418",
        "here-back": "#9bd2ff",
    },
    PLAIN: dict.fromkeys(
        "ground ink muted accent bar good caution bad cursor cursor-idle bar-back edge mark-text mark-back "
        "here-text here-back".split(),
        "ansi_default",
    ),
}


def theme(name: str) -> Theme:
    """One of our themes, with Textual's own names for things set so that nothing mixes its own shades in."""
    c = COLOURS[name]
    plain = name == PLAIN
    own = {key: value for key, value in c.items() if key != "accent"}
    return Theme(
        name=name,
        primary=c["accent"],
        secondary=c["accent"],
        accent=c["accent"],
        warning=c["caution"],
        error=c["bad"],
        success=c["good"],
        foreground=c["ink"],
        background=c["ground"],
        surface=c["ground"],
        panel=c["ground"],
        boost=c["ground"],
        dark=name != LIGHT,
        ansi=plain,
        variables=own
        | {
            "row-style": "reverse" if plain else "none",
            "ansi-background": c["ground"],
            "ansi-foreground": c["ink"],
            "border": c["accent"],
            "border-blurred": c["edge"],
            "block-cursor-foreground": c["ink"],
            "block-cursor-background": c["cursor"],
            "block-cursor-text-style": "reverse" if plain else "none",
            "block-cursor-blurred-foreground": c["ink"],
            "block-cursor-blurred-background": c["cursor-idle"],
            "block-cursor-blurred-text-style": "bold" if plain else "none",
            "block-hover-background": c["cursor-idle"],
            "input-cursor-background": c["ink"],
            "input-cursor-foreground": c["ground"],
            "input-cursor-text-style": "reverse" if plain else "none",
            "input-selection-background": c["cursor"],
            "input-selection-foreground": c["ink"],
            "text": c["ink"],
            "text-muted": c["muted"],
            "text-disabled": c["muted"],
            "text-primary": c["accent"],
            "text-secondary": c["accent"],
            "text-accent": c["accent"],
            "text-warning": c["caution"],
            "text-error": c["bad"],
            "text-success": c["good"],
            "foreground-muted": c["muted"],
            "foreground-disabled": c["muted"],
            "scrollbar": c["edge"],
            "scrollbar-hover": c["accent"],
            "scrollbar-active": c["accent"],
            "scrollbar-background": c["ground"],
            "scrollbar-background-hover": c["ground"],
            "scrollbar-background-active": c["ground"],
            "scrollbar-corner-color": c["ground"],
            "screen-selection-background": c["cursor"],
            "screen-selection-foreground": c["ink"],
        },
    )


def chosen(environ: dict[str, str]) -> str:
    """The theme to begin with: none of the colours where ``NO_COLOR`` is set, else what the terminal says it is.

    ``TEXTUAL_THEME`` may name one of ours; ``COLORFGBG`` (set by several terminals) tells a light background.
    """
    if environ.get("NO_COLOR"):
        return PLAIN
    if environ.get("TEXTUAL_THEME") in COLOURS:
        return environ["TEXTUAL_THEME"]
    return LIGHT if environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else DARK
