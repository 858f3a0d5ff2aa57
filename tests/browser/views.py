"""Every page there is, by visitor: what the browser tests walk and `make screenshots` shows.

`tests/browser/test_pages_of_staff.py` compares this with the app's own routes: no page can be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.demo import Demo


@dataclass(frozen=True, slots=True)
class View:
    """One page of one visitor. `press` names a button whose answer is the page meant."""

    visitor: str
    name: str
    path: str
    endpoint: str
    press: str = ""
    status: int = 200

    def address(self, demo: Demo) -> str:
        """The path with this visitor's ids and keys filled in."""
        return self.path.format(**demo.place(self.visitor))

    def open(self, page: Page, demo: Demo) -> None:
        """Opens the page, with all that is folded unfolded."""
        if self.press:
            page.goto(self.address(demo))
            page.get_by_role("button", name=self.press, exact=True).click()
            page.wait_for_load_state()
        else:
            answer = page.goto(self.address(demo))
            assert answer is not None
            assert answer.status == self.status, (self, answer.status)


def of_child(band: str) -> tuple[View, ...]:
    """The pages of a child of this band."""
    return tuple(
        View(band, name, path, endpoint)
        for name, path, endpoint in (
            ("home", "/thuis", "child.home"),
            ("log", "/gelezen", "child.log"),
            ("log-scanned", "/gelezen?isbn=9789025750084", "child.log"),
            ("scan", "/scan", "scan.scanner"),
            ("list", "/gelezen/lijst", "child.readings"),
            ("edit", "/gelezen/{entry}", "child.edit"),
            ("withdraw", "/gelezen/{entry}/weg", "child.confirm_withdrawal"),
            ("done", "/gelezen/{entry}/klaar", "child.done"),
            ("challenge", "/uitdaging", "child.challenge"),
            ("bingo-choice", "/uitdaging/kaart", "child.bingo_choice"),
            ("bingo-cell", "/uitdaging/vakje/2", "child.bingo_cell"),
            ("bingo-before", "/uitdaging/kaarten", "child.bingo_before"),
            ("plan", "/uitdaging/plan", "child.plan"),
            ("wall", "/muur", "child.wall"),
            ("badge", "/muur/stripspeurder", "child.badge"),
            ("journey", "/reis", "child.journey"),
            ("choose-book", "/boeken", "child.choose"),
            ("shelf", "/boeken/plank", "child.shelf"),
            ("book", "/boek/{work}", "child.book"),
            ("tell", "/boek/{work}/vertel", "child.tell"),
            ("year", "/mijn-jaar", "child.my_year"),
            ("companion", "/koempel", "child.companion"),
            ("companion-name", "/koempel/naam", "child.name"),
            ("spot", "/S/{spot}", "trail.spot"),
            ("passport", "/paspoort", "child.passport"),
            ("story", "/paspoort/verhaal/{trail}", "passport.story"),
        )
    )


GUEST = (
    View("guest", "who", "/", "auth.who"),
    View("guest", "card-refused", "/K/00000000000000000000", "auth.card", status=404),
    View("guest", "class-word", "/k", "class_door.ask_word"),
    View("guest", "sign-in", "/inloggen", "password_door.ask"),
    View("guest", "forgot", "/wachtwoord-vergeten", "password_door.forgot"),
    View("guest", "link-worn", "/wachtwoord/versleten", "password_door.ask_new", status=404),
    View("guest", "privacy", "/privacy", "public.privacy"),
    View("guest", "scan", "/scan", "scan.scanner"),
    View("guest", "type-code", "/s", "trail.type_code"),
    View("guest", "code-unknown", "/s?code=NIETS%209", "trail.type_code", status=404),
    View("guest", "spot", "/S/{spot}", "trail.spot"),
    View("guest", "passport", "/paspoort", "child.passport"),
    View("guest", "open-passport", "/paspoort/openen", "guest.ask_code"),
    View("guest", "passport-unknown", "/P/00000000000000000000", "guest.card", status=404),
    View("guest", "team-none", "/paspoort/team", "team.show"),
    View("guest", "parents", "/ouders", "parents.ask"),
    View("guest", "letters-worn", "/ouders/ja/versleten", "parents.look_confirm", status=404),
    View("guest", "letters-stop-worn", "/ouders/stop/versleten", "parents.look_stop", status=404),
    View("guest", "no-network", "/geen-internet", "offline.no_network"),
    View("guest", "kept", "/bewaard", "offline.kept"),
    View("guest", "api-docs", "/api/v1/docs", "api.openapi.get_docs"),
    View("guest", "error-404", "/bestaat-niet", "", status=404),
    View("guest", "error-405", "/uitloggen", "", status=405),
    View("invited", "new-password", "{link}", "password_door.ask_new"),
    View("stamped", "passport", "/paspoort", "child.passport"),
    View("stamped", "thanks", "/spoor/{trail}/bedankt", "thanks.show"),
    View("stamped", "story", "/paspoort/verhaal/{trail}", "passport.story"),
    View("stamped", "passport-card", "/paspoort/kaart", "guest.show_card"),
    View("stamped", "team", "/paspoort/team", "team.show"),
    View("stamped", "invited", "/T/{team}", "team.invited"),
    View("midden", "team", "/paspoort/team", "team.show"),
    View("at_the_pad", "names", "/namen", "class_door.ask_name"),
    View("at_the_pad", "pictures", "/plaatjes", "class_door.ask_pictures"),
    View("locked_out", "call-teacher", "/plaatjes", "class_door.ask_pictures"),
)
BOOKS = (
    View("midden", "tips", "/boeken/tips", "child.tips"),
    View("midden", "campaign", "/uitdaging/actie/{campaign}", "child.campaign"),
    View("midden", "find-book", "/boeken/zoek?q=kikker", "child.find_book"),
    View("midden", "title", "{title}", "child.title"),
    View("midden", "year-print", "/mijn-jaar/afdruk", "child.print_my_year"),
)
NEWLING = (
    View("newling", "welcome", "/welkom", "child.welcome"),
    View("newling", "welcome-name", "/welkom/naam", "child.welcome_name"),
    View("newling", "choose-book", "/boeken", "child.choose"),
    View("newling", "shelf", "/boeken/plank", "child.shelf"),
    View("newling", "year", "/mijn-jaar", "child.my_year"),
    View("newling", "home", "/thuis", "child.home"),
    View("newling", "log", "/gelezen", "child.log"),
    View("newling", "list", "/gelezen/lijst", "child.readings"),
    View("newling", "challenge", "/uitdaging", "child.challenge"),
    View("newling", "bingo-before", "/uitdaging/kaarten", "child.bingo_before"),
    View("newling", "plan", "/uitdaging/plan", "child.plan"),
    View("newling", "wall", "/muur", "child.wall"),
    View("newling", "journey", "/reis", "child.journey"),
    View("newling", "passport", "/paspoort", "child.passport"),
)
TEACHER = (
    View("teacher", "classes", "/klas", "teacher.classes"),
    View("teacher", "week", "/klas/{classroom}", "teacher.week"),
    View("teacher", "week-look", "/klas/{classroom}?toon=kijken", "teacher.week"),
    View("teacher", "week-talk", "/klas/{classroom}?toon=praten&orde=minuten", "teacher.week"),
    View("teacher", "week-found", "/klas/{classroom}?naam=a&vorm=book", "teacher.week"),
    View("teacher", "term", "/klas/{classroom}/periode", "periods.show"),
    View("teacher", "year", "/klas/{classroom}/periode?toon=jaar", "periods.show"),
    View("teacher", "choose-book", "/klas/{classroom}/kind/{reader}/boek?q=kikker", "care.choose_book"),
    View("teacher", "talk", "/klas/{classroom}/boekenpraat", "teacher.talk"),
    View("teacher", "goal", "/klas/{classroom}/doel", "teacher.goal"),
    View("teacher", "campaign", "/klas/{classroom}/actie/{campaign}", "class_campaigns.show"),
    View("teacher", "settings", "/klas/{classroom}/instellingen", "classroom.settings"),
    View("teacher", "cards", "/klas/{classroom}/kaartjes", "classroom.cards"),
    View("teacher", "goal-length", "/klas/{classroom}/doel/stap/1", "class_goals.step"),
    View("teacher", "goal-lamps", "/klas/{classroom}/doel/stap/2", "class_goals.step"),
    View("teacher", "goal-reward", "/klas/{classroom}/doel/stap/3", "class_goals.step"),
    View("teacher", "goal-check", "/klas/{classroom}/doel/stap/4", "class_goals.step"),
    View("teacher", "challenges", "/klas/{classroom}/uitdagingen", "class_challenges.shelf"),
    View("teacher", "challenge-bingo", "/klas/{classroom}/uitdagingen/nieuw/bingo", "class_challenges.new"),
    View("teacher", "challenge-set", "/klas/{classroom}/uitdagingen/nieuw/together", "class_challenges.new"),
    View("teacher", "challenge", "/klas/{classroom}/uitdagingen/{challenge}", "class_challenges.edit"),
    View("teacher", "ticks", "/klas/{classroom}/uitdagingen/{challenge}/afvinken", "class_challenges.ticks"),
    View("teacher", "reading-time", "/klas/{classroom}/leestijd", "class_time.show"),
    View("teacher", "book-shelf", "/klas/{classroom}/boekenplank", "class_shelf.show"),
    View("teacher", "two-valleys", "/klas/{classroom}/twee-dalen", "class_pairs.show"),
    View("teacher", "cards-sure", "/klas/{classroom}/kaartjes?iedereen=ja", "classroom.cards"),
    View("teacher", "add", "/klas/{classroom}/nieuw", "classroom.add"),
    View("teacher", "papers", "/klas/{classroom}/papier", "class_papers.show"),
    View("teacher", "contest-mine", "/klas/{classroom}/voorlezen", "contest_entry.show"),
    View("teacher", "contest-entry", "/klas/{classroom}/voorlezen/3", "contest_entry.ask"),
    View("starter", "papers-empty", "/klas/{classroom}/papier", "class_papers.show"),
    View("teacher", "pupil", "/klas/{classroom}/kind/{reader}", "pupil.show"),
    View("teacher", "pupil-edit", "/klas/{classroom}/kind/{reader}/gelezen/{entry}", "pupil.edit"),
    View(
        "teacher", "new-card", "/klas/{classroom}/kind/{reader}", "pupil.show", press="Toon een nieuw kaartje"
    ),
    View("teacher", "new-pictures", "/klas/{classroom}/kind/{reader}", "pupil.show", press="Nieuwe plaatjes"),
    View("teacher", "error-404", "/klas/987654", "", status=404),
    View("teacher_groot", "pupil", "/klas/{classroom}/kind/{reader}", "pupil.show"),
    View(
        "teacher_groot",
        "new-words",
        "/klas/{classroom}/kind/{reader}",
        "pupil.show",
        press="Vier nieuwe woorden",
    ),
    View("starter", "week-empty", "/klas/{classroom}", "teacher.week"),
    View("starter", "cards-empty", "/klas/{classroom}/kaartjes", "classroom.cards"),
    View("starter", "goal-empty", "/klas/{classroom}/doel", "teacher.goal"),
    View("starter", "challenges-empty", "/klas/{classroom}/uitdagingen", "class_challenges.shelf"),
    View("starter", "book-shelf-empty", "/klas/{classroom}/boekenplank", "class_shelf.show"),
    View("starter", "two-valleys-empty", "/klas/{classroom}/twee-dalen", "class_pairs.show"),
    View("starter", "talk-empty", "/klas/{classroom}/boekenpraat", "teacher.talk"),
)
SCHOOL = (
    View("administrator", "school", "/school/{school}", "school.home"),
    View("administrator", "class", "/school/{school}/klas/{room}", "school_class.show"),
    View("administrator", "erase", "/school/{school}/kind/{reader}/wissen", "school_class.ask_erase"),
    View("administrator", "year", "/school/{school}/jaar", "school_year.show"),
    View(
        "administrator",
        "year-preview",
        "/school/{school}/jaar",
        "school_year.show",
        press="Kijk eerst wat er verandert",
    ),
    View("administrator", "administrators", "/school/{school}/beheer", "school_administrators.show"),
    View("administrator", "import", "/provincie/school/{school}/import", "school_import.ask"),
    View("administrator", "account", "/account", "account.show"),
    View("teacher", "substitutes", "/klas/{classroom}/invallers", "stand_in_codes.show"),
    View(
        "teacher",
        "substitute-code",
        "/klas/{classroom}/invallers",
        "stand_in_codes.show",
        press="Maak een code",
    ),
    View("guest", "substitute", "/inval", "stand_in_door.ask"),
    View("guest", "substitute-scanned", "/inval/met/K7QFM9TX", "stand_in_door.scanned"),
    View("stand_in", "week", "/inval/klas/{room}", "stand_in.week"),
    View("stand_in", "child", "/inval/klas/{room}/kind/{reader}", "stand_in.child"),
)
BOARD = (
    View("board", "board", "/digibord/{key}", "screen.show"),
    View("board", "join", "/digibord/{key}/meedoen", "screen.join"),
    View("board", "board-clock", "/digibord/{timed}/leestijd", "screen.clock_view"),
    View("board", "board-book", "/digibord/{key}/boek", "screen.book"),
    View("foyer", "foyer", "/scherm/{key}", "foyer.show"),
    View("foyer", "widget", "/scherm/{key}/klein", "foyer.widget"),
)
LIBRARY = (
    View("librarian", "desk", "/bieb/{library}/balie", "desk.show"),
    View("librarian", "library", "/bieb", "library.home"),
    View("librarian", "trail", "/bieb/spoor/{trail}", "library.trail"),
    View("librarian", "figures", "/bieb/spoor/{trail}/cijfers", "library_figures.page"),
    View("librarian", "posters", "/bieb/spoor/{trail}/posters", "library_posters.choose"),
    View("librarian", "print-cards", "/bieb/spoor/{trail}/posters?soort=stampcard", "library_posters.choose"),
    View("librarian", "logo", "/bieb/{library}/logo", "library_logo.show"),
    View("librarian", "new-trail", "/bieb/{library}/spoor/nieuw", "library_new.ask"),
    View("librarian", "trail-edit", "/bieb/spoor/{trail}/bewerk", "library_edit.edit"),
    View("librarian", "own-stories", "/bieb/{library}/verhalen", "library_stories.shelf"),
    View("librarian", "own-story", "/bieb/{library}/verhalen/nieuw", "library_stories.begin"),
    View("librarian", "own-story-edit", "/bieb/{library}/verhalen/{story}", "library_stories.edit"),
    View("librarian", "branches", "/bieb/{library}/vestigingen", "library_branches.show"),
    View("librarian", "spot", "/S/{spot}", "trail.spot"),
    View("librarian", "together", "/bieb/samen", "community.home"),
    View("librarian", "new-goal", "/bieb/{library}/doel/nieuw", "community.ask"),
    View("librarian", "goal", "/bieb/doel/{goal}", "community.goal"),
    View("librarian", "schools", "/bieb/{library}/scholen", "community.schools"),
    View("librarian", "thanks", "/bieb/spoor/{trail}/bedankt", "library_thanks.show"),
    View("librarian", "draw-record", "/bieb/spoor/{trail}/loting/{draw}", "library_thanks.record"),
    View("librarian", "campaigns", "/bieb/acties", "campaigns.calendar"),
    View("librarian", "campaign", "/bieb/acties/poezieweek/2028", "campaigns.show"),
    View("librarian", "new-campaign", "/bieb/{library}/actie/nieuw", "own_campaigns.ask"),
    View("librarian", "own-campaign", "/bieb/actie/{own_campaign}", "own_campaigns.edit"),
    View("coordinator", "province", "/provincie", "coordinator.home"),
    View("coordinator", "import", "/provincie/school/1/import", "school_import.ask"),
    View("coordinator", "import-preview", "{roster}", "school_import.look"),
    View("coordinator", "new-goal", "/provincie/doel/nieuw", "community.ask_province"),
    View("coordinator", "campaign", "/bieb/acties/kinderboekenweek/2028", "campaigns.show"),
    View("coordinator", "libraries", "/bieb", "library.home"),
)
# The demo's contest: rounds 1 to 5, the session under way is 4.
CONTEST = (
    View("coordinator", "contests", "/wedstrijd", "contests.home"),
    View("coordinator", "contest", "/wedstrijd/1", "contests.show"),
    View("coordinator", "contest-new", "/wedstrijd/nieuw", "contests.ask"),
    View("coordinator", "contest-settings", "/wedstrijd/1/instellingen", "contests.settings"),
    View("coordinator", "contest-schools", "/wedstrijd/1/scholen", "contests.schools"),
    View("coordinator", "contest-round", "/wedstrijd/ronde/3/wijzig", "contest_plan.edit_round"),
    View("coordinator", "contest-round-new", "/wedstrijd/1/ronde/nieuw", "contest_plan.ask_round"),
    View("coordinator", "contest-session", "/wedstrijd/zitting/4/wijzig", "contest_plan.edit_session"),
    View("coordinator", "contest-session-new", "/wedstrijd/ronde/3/zitting", "contest_plan.ask_session"),
    View("coordinator", "contest-entries", "/wedstrijd/ronde/3/aanmeldingen", "contest_entries.show"),
    View("coordinator", "contest-links", "/wedstrijd/1/links", "contest_links.show"),
    View("coordinator", "contest-map", "/wedstrijd/1/kaart", "contest_map.show"),
    View("coordinator", "contest-archive", "/wedstrijd/1/archief", "contest_after.archive"),
    View("coordinator", "contest-remind", "/wedstrijd/1/herinner", "contest_after.ask_reminders"),
    View("librarian", "contest", "/wedstrijd/1", "contests.show"),
)
CONTEST_DAY = (
    View("juror", "jury", "/jury/{key}", "jury.show"),
    View("juror", "jury-hand-in", "/jury/{key}?einde#inleveren", "jury.show"),
    View("entering", "entry-link", "/meld-aan/{key}", "contest_link_entry.show"),
    View("entering", "entry-link-form", "/meld-aan/{key}/3", "contest_link_entry.ask"),
    View("hall", "hall", "/zaal/{key}", "contest_hall.screen"),
    View("hall", "follow", "/meekijken/{key}", "contest_hall.live"),
    View("hall", "vote", "/meekijken/{key}/stem", "contest_hall.ballot"),
    View("secretary", "contest-after", "/wedstrijd/zitting/{revealed}/na", "contest_after.show"),
    View(
        "secretary",
        "contest-invitation",
        "/wedstrijd/aanmelding/{reader}/uitnodiging",
        "contest_entries.look_invitation",
    ),
    View("secretary", "contest-feedback", "/wedstrijd/lezer/{reader}/tips", "contest_after.feedback"),
    View("guest", "contest-round", "/wedstrijd/1/ronde/3", "contest_public.show"),
    View("secretary", "contest-day", "/wedstrijd/zitting/{session}", "contest_day.show"),
    View("secretary", "juror-new", "/wedstrijd/zitting/{session}/jurylid", "contest_jury.new"),
    View("secretary", "juror-replace", "/wedstrijd/jurylid/{juror}/vervang", "contest_jury.change"),
    View("secretary", "jury-paper", "/wedstrijd/jurylid/{juror}/papier", "contest_jury.paper"),
)
VIEWS = (
    *GUEST,
    *of_child("klein"),
    *of_child("midden"),
    *BOOKS,
    *of_child("groot"),
    *NEWLING,
    *TEACHER,
    *SCHOOL,
    *BOARD,
    *LIBRARY,
    *CONTEST,
    *CONTEST_DAY,
)
VISITORS = tuple(dict.fromkeys(view.visitor for view in VIEWS))

# GET routes that are no page: data, files, parts of a page, and addresses that only lead on.
NO_PAGES = {
    "api.books.get_books",
    "api.books.get_edition",
    "api.classrooms.get_week",
    "api.contests.get_contest",
    "api.me.get_me",
    "api.openapi.get_openapi",
    "api.pilot.get_pilot_summary",
    "api.readings.get_readings",
    "api.trails.get_trail",
    "api.trails.get_trail_stats",
    "book_lookup.known",
    "bundle",
    "campaigns.poster",
    "child.book_suggestions",
    "child.titles_to_keep",
    "class_campaigns.poster",
    "class_papers.days_csv",
    "class_papers.days_xlsx",
    "class_papers.letter_preview",
    "class_papers.letters",
    "class_papers.overview",
    "class_papers.overview_preview",
    "class_papers.overview_table",
    "class_papers.report_preview",
    "class_papers.reports",
    "classroom.before_printing",
    "contest_after.archive_file",
    "contest_after.certificates",
    "contest_codes.cards",
    "contest_day.part",
    "contest_entries.calendar",
    "contest_map.schools_file",
    "contest_class.ask",  # there is no school's own contest in the demo: tests/web/test_contest_school.py
    "contest_entry.edit",  # the same form as `contest_entry.ask`, filled
    "contest_link_entry.edit",  # the same form as `contest_link_entry.ask`, filled
    "contest_public.paper",
    "contest_hall.live_part",
    "contest_hall.screen_part",
    "foyer.part",
    "going_on.show",  # leads on, unless a sign-in ended under a form: see tests/web/test_going_on.py
    "foyer.picture",
    "health.alive",
    "health.metrics",
    "health.ready",
    "jury.state",
    "library_figures.csv",
    "library_figures.report",
    "library_figures.xlsx",
    "library_logo.picture",
    "library_posters.page",
    "library_posters.pdf",
    "library_posters.png",
    "library_thanks.diplomas",
    "library_thanks.ticket_list",
    "offline.manifest",
    "offline.worker",
    "oidc_door.back",
    "oidc_door.begin",
    "passport.offer",
    "public.favicon",
    "public.robots",
    "reading_calendar.feed",
    "school.mine",
    "screen.part",
    "stand_in.mine",
    "teacher.week_part",
    "thanks.diploma",
}
