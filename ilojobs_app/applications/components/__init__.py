"""What the apply page shows, by part."""
