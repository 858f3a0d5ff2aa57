"""The draw: fair by construction, the same for everybody, and the script of the docs agrees with it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from readify.game.draw import drawn, hash_of, hash_of_list, rank, sorted_list

ROOT = Path(__file__).parents[2]
TICKETS = st.lists(
    st.text("23456789ABCDEFGHJKMNPQRSTUVWXYZ", min_size=6, max_size=6), min_size=1, unique=True
)
SEED = "5a" * 32


@given(tickets=TICKETS, prizes=st.integers(1, 40), order=st.randoms())
def test_the_order_in_which_people_joined_changes_nothing(tickets, prizes, order):
    shuffled = list(tickets)
    order.shuffle(shuffled)
    assert drawn(SEED, shuffled, prizes) == drawn(SEED, tickets, prizes)
    assert hash_of_list(shuffled) == hash_of_list(tickets)


@given(tickets=TICKETS, prizes=st.integers(1, 40))
def test_winners_are_different_tickets_of_the_list_and_more_prizes_only_add(tickets, prizes):
    winners = drawn(SEED, tickets, prizes)
    assert len(set(winners)) == min(prizes, len(tickets))
    assert set(winners) <= set(tickets)
    assert drawn(SEED, tickets, prizes + 1)[: len(winners)] == winners


def test_every_ticket_wins_about_as_often():
    tickets = [f"LOT{number:03}" for number in range(10)]
    firsts = [drawn(hash_of(str(number)), tickets, 1)[0] for number in range(4000)]
    assert all(320 < firsts.count(ticket) < 480 for ticket in tickets)


def test_a_known_draw_stays_as_it_was():
    """The record of an old draw must be repeatable for ever: these numbers never change."""
    tickets = ["K7QM3X", "24ABCD", "ZZZZZZ", "H2H2H2"]
    assert hash_of(SEED) == "0e53aae2eabd575555371f862cb885ff20472caced1f5e8fc80291b2f03dcab6"
    assert hash_of_list(tickets) == "394cdcb2b67a1edbf9c87d4e366b5b7aae704567c0167af646221f82d97c93e9"
    assert drawn(SEED, tickets, 2) == ("24ABCD", "H2H2H2")
    assert rank(SEED, "24ABCD") < rank(SEED, "H2H2H2")
    assert sorted_list(tickets)[0] == "24ABCD"


def test_the_script_of_the_docs_gives_the_same_and_stands_on_the_record_too(tmp_path):
    shown = re.search(r"```python\n(.+?)```", (ROOT / "docs" / "draw.md").read_text("utf-8"), re.S)
    assert shown is not None
    assert (ROOT / "templates" / "library" / "_draw_script.txt").read_text("utf-8").strip() == shown[
        1
    ].strip()
    tickets = ["K7QM3X", "24ABCD", "ZZZZZZ", "H2H2H2"]
    script = tmp_path / "draw.py"
    script.write_text(shown[1], "utf-8")
    done = subprocess.run(
        [sys.executable, script, SEED, "2"],
        input="\n".join(tickets),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        f"seed {hash_of(SEED)}",
        f"list {hash_of_list(tickets)}",
        " ".join(drawn(SEED, tickets, 2)),
    ]
