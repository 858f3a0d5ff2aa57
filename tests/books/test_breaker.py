"""The breaker: closes after a few failures, tries again after its rest, opens when the source is back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from readify.books.breaker import LONGEST_REST, LONGEST_WISH, REST, TRIES, Breaker
from readify.books.remote import Answer, Failed, Unknown

ISBN = "9789045120393"


@dataclass
class Source:
    """Answers what it is told to."""

    answer: Answer = field(default_factory=Unknown)
    name: str = "source"
    times: int = 0

    def find(self, _isbn: str) -> Answer:
        """Says it."""
        self.times += 1
        return self.answer


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def broken() -> tuple[Source, Clock, Breaker]:
    source, clock = Source(Failed("timeout")), Clock()
    breaker = Breaker(source, clock=clock)
    for _ in range(TRIES):
        assert breaker.find(ISBN) == Failed("timeout")
    return source, clock, breaker


def test_after_a_few_failures_the_source_is_left_alone():
    source, clock, breaker = broken()
    clock.now += 10
    assert breaker.find(ISBN) == Failed("resting", REST - 10)
    assert source.times == TRIES


def test_after_its_rest_one_look_up_finds_out_that_it_is_back():
    source, clock, breaker = broken()
    clock.now += REST
    source.answer = Unknown()
    assert breaker.find(ISBN) == Unknown()
    assert breaker.find(ISBN) == Unknown()
    assert source.times == TRIES + 2


def test_a_vain_trial_doubles_the_rest_up_to_an_hour():
    _source, clock, breaker = broken()
    clock.now += REST
    assert breaker.find(ISBN) == Failed("timeout")
    assert breaker.find(ISBN) == Failed("resting", 2 * REST)
    for _ in range(40):
        clock.now += LONGEST_REST
        assert breaker.find(ISBN) == Failed("timeout")
    assert breaker.find(ISBN) == Failed("resting", LONGEST_REST)


def test_a_few_failures_with_answers_between_them_do_not_close_it():
    source, clock = Source(), Clock()
    breaker = Breaker(source, clock=clock)
    for answer in (Failed("x"), Failed("x"), Unknown(), Failed("x"), Failed("x"), Unknown()):
        source.answer = answer
        assert breaker.find(ISBN) == answer


def test_a_source_that_asks_for_patience_is_left_alone_at_once_but_not_for_ever():
    source, clock = Source(Failed("status_429", 600.0)), Clock()
    breaker = Breaker(source, clock=clock)
    assert breaker.find(ISBN) == Failed("status_429", 600.0)
    assert breaker.find(ISBN) == Failed("resting", 600.0)
    clock.now += 600.0
    source.answer = Failed("status_503", 10 * LONGEST_WISH)
    breaker.find(ISBN)
    assert breaker.find(ISBN) == Failed("resting", LONGEST_WISH)


def test_only_one_at_a_time_tries_whether_it_is_back():
    source, clock, breaker = broken()
    clock.now += REST
    inside, go_on = threading.Event(), threading.Event()

    def slow(_isbn: str) -> Answer:
        inside.set()
        go_on.wait(10)
        return Unknown()

    source.find = slow  # type: ignore[method-assign]
    trial = threading.Thread(target=breaker.find, args=(ISBN,))
    trial.start()
    assert inside.wait(10)
    assert breaker.find(ISBN) == Failed("resting", REST)
    go_on.set()
    trial.join()
    assert breaker.find(ISBN) == Unknown()
