"""Files as they lie on a disk: written whole or not at all, judged before they are opened."""
