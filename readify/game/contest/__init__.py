"""The rules of reading-aloud contests, pure: order, spreading, points, ranking, ties, who goes on.

Integers and fractions only, so that no result hangs on the order in which jurors hand in.
"""
