"""Tables of papers, made from data: `build` makes one, `shipped` holds those that come with us."""
