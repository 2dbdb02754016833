"""Text → mentions, places, dates and statements, offline."""
