"""What is right and the program does not give yet, so that it is not drawn at random.

Whoever mends one takes it out of the set; a set with nothing in it goes, with this file.
"""

NOT_YET = {
    "change",  # 1: sums of a window over which the scheme changes
    "papers",  # a line of a longer window stands in no paper of a shorter one
    "sides",  # 2: given and taken are net
    "look",  # 3: how far a rule looks, and history as of the end of the window
    "duty",  # 4: what meets a duty is settled by the duty alone
    "void",  # 5: what is below zero too
    "groups",  # 6: a quota with a name and figures by group
    "thirds",  # exact fractions
    "further",  # what further uses of a joint report give is shared, too
    "reports",  # conditions on the report of a line that is not of a use
    "weeks",  # a quota of uses by the week loses those of the days before the first of a month
}


def is_ready(item: str) -> bool:
    """Whether the program gives that item of the issue."""
    return item not in NOT_YET
