"""Every read, as frozen dataclasses: one module per screen or question. Nothing here writes."""
