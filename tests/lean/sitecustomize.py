"""What a program that the tests start goes without, as it does where users install it.

sqlite-utils loads pandas where it is to be had, which takes half a second and as much memory again.
"""

import sys

_NOT_TO_BE_HAD = {"numpy", "pandas"}


class _Without:
    """A finder of modules that finds none of them."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Leave a module to the other finders, unless it is one that is not to be had."""
        if name in _NOT_TO_BE_HAD:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, _Without)
