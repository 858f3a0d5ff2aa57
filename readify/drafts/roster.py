"""What somebody sends with a class list: the file, what its columns are, and answers to what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from readify.drafts.parsing import CHECK_THE_FIELDS
from readify.errors import Invalid
from readify.exchange.rosters.columns import Table, corrected
from readify.exchange.rosters.plain import roster_of_table
from readify.exchange.rosters.reading import read_file
from readify.exchange.rosters.roster import Roster, RosterError
from readify.queries.roster_matching import Decisions
from readify.words import N_

SENTENCES: Mapping[str, str] = {
    "empty": N_("Kies eerst een bestand."),
    "too_large": N_("Dit bestand is te groot. Een leerlinglijst is hooguit 8 MB."),
    "not_a_roster": N_("Dit is geen leerlinglijst. Kies een EDEXML, OneRoster, CSV of XLSX."),
    "broken_xml": N_("Dit bestand is stuk. Maak de export opnieuw."),
    "wrong_encoding": N_("De letters in dit bestand kloppen niet. Maak de export opnieuw."),
    "entities": N_("In dit bestand zit iets dat er niet hoort. Maak de export opnieuw."),
    "zip_bomb": N_("In dit zipbestand zit veel te veel. Ik open het niet."),
    "broken_zip": N_("Dit zipbestand is stuk. Maak de export opnieuw."),
    "no_pupils": N_("Ik vind geen leerlingen in dit bestand."),
    "needs_columns": N_("Zeg bij welke kolom de voornaam staat, en waar de groep."),
}
ROLES: Mapping[str, str] = {
    "": N_("niet lezen"),
    "key": N_("leerlingnummer"),
    "first": N_("roepnaam"),
    "whole": N_("hele naam"),
    "prefix": N_("voorvoegsel"),
    "surname": N_("achternaam (alleen de eerste letter)"),
    "year": N_("jaargroep"),
    "group": N_("groep of klas"),
    "teacher": N_("leerkracht"),
    "teacher_email": N_("e-mail van de leerkracht"),
}


def roster_file(data: bytes) -> Roster | Table:
    """The class list in this file. Raises Invalid with a sentence for the field `file`."""
    try:
        read = read_file(data)
        if isinstance(read, Table) and read.ready:
            roster_of_table(read, kind="CSV/XLSX")  # refuses what holds no pupils
        return read
    except RosterError as error:
        raise refusal(error.code) from error


def chosen_columns(table: Table, roles: Sequence[str]) -> Table:
    """The table with these columns. Raises Invalid when it does not say who sits where."""
    found = corrected(table, roles)
    as_roster(found)
    return found


def as_roster(found: Roster | Table) -> Roster:
    """The roster to plan with. Raises Invalid when a table does not say who sits where."""
    if isinstance(found, Roster):
        return found
    try:
        return roster_of_table(found, kind="CSV/XLSX")
    except RosterError as error:
        raise refusal(error.code) from error


def decisions_of(form: Mapping[str, str]) -> Decisions:
    """What was ticked and chosen below the preview."""
    said = {name.removeprefix("kind-"): value for name, value in form.items() if name.startswith("kind-")}
    chosen = {int(number): value for number, value in said.items() if number.isdecimal() and len(number) < 10}
    return Decisions(
        same=frozenset(number for number, value in chosen.items() if value == "same"),
        apart=frozenset(number for number, value in chosen.items() if value == "other"),
        sure=form.get("sure") == "1",
        invite=form.get("invite") == "1",
        expected=form.get("plan", "")[:64] or None,
    )


def refusal(code: str) -> Invalid:
    """This reason beside the field."""
    return Invalid("invalid", CHECK_THE_FIELDS, fields={"file": SENTENCES[code]})
