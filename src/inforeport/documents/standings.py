"""What papers ask of a result: the scores of all groups in a row."""

from inforeport.model import Result, Score


def scores(result: Result) -> list[Score]:
    """The scores of all groups, in the order of the standings."""
    return [one.score for group in result.groups for one in group.standings]
