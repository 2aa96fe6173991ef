"""What a program that the tests start goes without, as it does where users install it.

sqlite-utils loads pandas where it is to be had, which takes half a second and as much memory again.
"""

import sys

sys.modules.update(dict.fromkeys(("numpy", "pandas")))  # type: ignore[arg-type]  # not to be had
