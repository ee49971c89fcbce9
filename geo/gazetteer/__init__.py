"""Named places with points: those that ship with the package, and those that a user adds."""
