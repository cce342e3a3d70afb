"""Photos of an issue: optional, sealed files beside the log, removable."""
