"""The game engine: pure rules over immutable facts. Standard library only; imports nothing else of ours.

Progress is a fold over standing facts: forward by one step (`tally.advance`), back by replaying that one
reader (`tally.replay`). There is no inverse arithmetic anywhere, so nothing can be half-undone.

    facts.py     what happened: Reading, Stamp, Bonus, Withdrawal; `standing(facts)`
    rules.py     the words of a rulebook: Meter, Badge, Goal, Rates, Terms, Pause (haltes.py: Halte, Journey)
    rulebook.py  `load_rulebook(folder)`, `parse_rulebook(mapping)`, `Rulebook.for_reader(…)`
    parsing.py   TOML tables to rules, strictly (tables.py reads single values)
    bingo.py     bingo: cells, sets and cards; `bingo_in(mapping)`
    day.py       the sums of a day and a week: worth, cap, own goal
    meters.py    `turn(meter, gauge, moment)`: how each measure counts
    fold.py      the running sum behind a tally
    tally.py     Tally, `advance`, `replay`, `replay_days`, `follows`, `goal_value`
    outcomes.py  `changes(before, after, rulebook)`: what there is to tell the reader
    journey.py   halte, next halte, rings, reading rhythm, badge progress: derived when viewed

It holds no clock, randomness, I/O or logging; only `load_rulebook` reads the seed files it is pointed at.
"""
