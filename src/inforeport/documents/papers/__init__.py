"""The papers, one file each: `page` says what stands on it, made of what `Material` offers."""
