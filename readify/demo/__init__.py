"""The demo network: made through the ordinary actions, the same for the same day. Never touches real data."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from readify.demo.contest import hold_contest
from readify.demo.lives import live_their_lives
from readify.demo.network import make_network
from readify.demo.plan import read_plan
from readify.demo.signins import write_signins
from readify.demo.tips import give_their_tips
from readify.demo.together import set_goals
from readify.perform import present

Progress = Callable[[int, int], None]


def fill_demo(app: Flask, *, children: int, weeks: int, progress: Progress) -> None:
    """Fills an empty database: network, people, readings of the last `weeks` weeks, trails, sign-ins."""
    plan = read_plan(children=children)
    today = present()["today"]
    made = make_network(app, plan, today=today, weeks=weeks)
    live_their_lives(made, plan, today=today, weeks=weeks, progress=progress)
    give_their_tips(made, today=today)
    set_goals(made, today=today)
    jurors = hold_contest(app, plan, today=today)
    write_signins(app, made, jurors)
