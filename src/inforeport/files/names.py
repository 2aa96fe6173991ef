"""Names of files made of people's words, which Windows takes too."""

import re

_SIGNS = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 60  # characters; three bytes each, of the 255 that a name may have


def file_stem(words: str) -> str:
    """A name without its ending: no sign or name that Windows keeps for itself.

    >>> file_stem("甲社区/一组"), file_stem("con"), file_stem("乙社区. ")
    ('甲社区／一组', '_con', '乙社区')
    """
    stem = "".join(words.translate(_SIGNS).split("\n"))[:_LONGEST].strip(". ") or "_"
    return f"_{stem}" if _DEVICE.match(stem) else stem
