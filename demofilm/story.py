"""The film as data: its people, scenes, spoken lines, music cues and titles. Everything else is made from this."""

from dataclasses import dataclass, field

TITLE = "The Red Shoes, a shadow play"
YEAR = 2026
RATE = 24
SIZE = (1280, 720)


@dataclass(frozen=True)
class Person:
    """A character of the film: the short name stands before lines, `voice` names a recipe."""

    key: str
    name: str
    short: str
    played_by: str
    voice: str


@dataclass(frozen=True)
class Line:
    """A spoken line. `gap` is the pause in seconds after the line before (or after the cut)."""

    speaker: str
    text: str
    de: str
    gap: float = 0.45
    off: bool = False
    wave: bool = False  # a wave of talk over the one before: both stand in one subtitle


@dataclass(frozen=True)
class Noise:
    """A sound that subtitles name for people who do not hear it; times are seconds in the scene."""

    at: float
    length: float
    kind: str
    label: str
    label_de: str


@dataclass(frozen=True)
class Cue:
    """Music: where it begins and ends (scene number, seconds) and what of the album is heard."""

    title: str
    start: tuple
    end: tuple
    piece: str
    use: str
    track: str | None = None
    other_recording: bool = False
    sung: tuple | None = None  # the two subtitles with music signs


@dataclass(frozen=True)
class Scene:
    """A scene: one place, one light, one stretch of time."""

    n: int
    key: str
    title: str
    place: str
    what: str
    people: tuple = ()
    ballet: bool = False
    lines: tuple = ()
    noises: tuple = field(default=())


PEOPLE = (
    Person("nela", "Nela Marisch", "NELA", "Mara Lindqvist", "girl"),
    Person("vasmer", "Konrad Vasmer", "VASMER", "Edmund Hale", "impresario"),
    Person("felix", "Felix Tarrant", "FELIX", "Tobias Wren", "composer"),
    Person("zelenka", "Madame Zelenka", "ZELENKA", "Olga Tessin", "mistress"),
    Person("brack", "Jonas Brack", "BRACK", "Anton Brel", "shoemaker"),
    Person("pym", "Mr Pym", "PYM", "Hugo Lamm", "caller"),
)
BALLET_ROLES = (
    ("The Girl", "Mara Lindqvist"),
    ("The Shoemaker", "Anton Brel"),
    ("The Boyfriend", "René Aubry"),
    ("The Mother", "Olga Tessin"),
    ("The Sexton", "Hugo Lamm"),
)
BALLET_TITLE = "The Ballet of the Red Shoes"
COMPANY = "Ballet Corvane"

# part as the card says it, part in plain words, person, scope
FILM_CREDITS = (
    ("Directed by", "director", "Helene Marbach"),
    ("Written by", "screenwriter", "Judith Amsel"),
    ("Figures cut by", "figure cutter", "Simon Ferrier"),
    ("Light", "lighting", "Ada Quill"),
    ("Edited by", "editor", "Paul Estrin"),
    ("Music", "composer", "Matthias Rehn"),
    ("Conductor", "conductor", "Matthias Rehn"),
)
BALLET_CREDITS = (
    ("Libretto, after Andersen", "librettist", "Judith Amsel"),
    ("Choreography", "choreographer", "Ilse Varga"),
    ("Music", "composer", "Matthias Rehn"),
)
BALLET_CONDUCTOR = "Ruth Halloran"
ORCHESTRA = "The Shadow Orchestra"

SCENES = (
    Scene(1, "s01_title", "Main title", "before a painted sun",
          "A dancer before a low sun; the name of the film and its makers.", ("nela",)),
    Scene(2, "s02_stage", "The ghost light", "an empty stage at night",
          "On an empty stage the impresario asks a stranger what she looks for up here.",
          ("nela", "vasmer"), lines=(
        Line("vasmer", "The theatre is closed. Even the ghosts go home at midnight.",
             "Das Theater ist zu. Um Mitternacht gehen selbst die Geister heim.", 1.9),
        Line("nela", "Then who is the lamp for?", "Für wen ist dann die Lampe?", .5),
        Line("vasmer", "For those who cannot find the door.",
             "Für die, die die Tür nicht finden.", .55),
        Line("vasmer", "Tell me. What do you look for, up here?",
             "Sagen Sie. Was suchen Sie hier oben?", .7),
        Line("nela", "The place where I stop being heavy.",
             "Die Stelle, an der ich aufhöre, schwer zu sein.", .8),
        Line("vasmer", "And when the music ends?", "Und wenn die Musik endet?", .6),
        Line("nela", "I have never stayed that long.", "So lange bin ich nie geblieben.", .6),
        Line("vasmer", "Nine o'clock tomorrow. Do not be early. Be ready.",
             "Morgen um neun. Kommen Sie nicht zu früh. Kommen Sie bereit.", .7),
    )),
    Scene(3, "s03_rehearsal", "The first rehearsal", "a rehearsal room in the morning",
          "Madame Zelenka drills Nela while Felix plays his new waltz.",
          ("nela", "zelenka", "felix"), lines=(
        Line("zelenka", "And one, and two. You are counting, child. Do not count. Breathe.",
             "Und eins, und zwei. Du zählst, Kind. Nicht zählen. Atmen.", 3.0),
        Line("nela", "The piano is breathing for both of us.",
             "Das Klavier atmet für uns beide.", .6),
        Line("felix", "The piano has been out of breath since Tuesday.",
             "Das Klavier ist seit Dienstag außer Atem.", .5),
        Line("zelenka", "Mister Tarrant, play. You are not paid by the joke.",
             "Herr Tarrant, spielen Sie. Man zahlt Sie nicht nach Witzen.", .45),
        Line("felix", "I wrote it for somebody who does not exist yet.",
             "Ich schrieb ihn für jemanden, den es noch nicht gibt.", 1.1),
        Line("nela", "What is she like?", "Wie ist sie?", .5),
        Line("felix", "She never asks where the floor is.",
             "Sie fragt nie, wo der Boden ist.", .6),
        Line("zelenka", "Again. From the turn.", "Noch einmal. Von der Drehung an.", .8),
    )),
    Scene(4, "s04_window", "The shop window", "before the shoemaker's window, evening",
          "Jonas Brack holds out a pair of red shoes; Nela takes them.",
          ("nela", "brack"), lines=(
        Line("brack", "Four evenings running you have walked past my window.",
             "Vier Abende hintereinander sind Sie an meinem Fenster vorbeigegangen.", 1.4),
        Line("nela", "I was only looking.", "Ich habe nur geschaut.", .45),
        Line("brack", "So were they. They asked after you.",
             "Sie auch. Sie haben nach Ihnen gefragt.", .6),
        Line("nela", "What do they cost?", "Was kosten sie?", .6),
        Line("brack", "Nothing, while you dance.", "Nichts, solange Sie tanzen.", .5),
        Line("nela", "And when I am tired?", "Und wenn ich müde bin?", .5),
        Line("brack", "They are never tired.", "Sie sind niemals müde.", .9),
    )),
    Scene(5, "s05_entracte", "Entr'acte", "the house before the curtain",
          "The audience waits before the closed curtain; the orchestra plays; nobody speaks.",
          (), noises=(
        Noise(.3, 2.2, "murmur", "[audience murmurs]", "[Gemurmel im Publikum]"),
    )),
    Scene(6, "s06_carnival", "The carnival", "a fair at nightfall, on the stage",
          "In the ballet the Girl leaps through a carnival and forgets the Boyfriend.",
          ("girl", "boyfriend", "shoemaker"), True, noises=(
        Noise(9.1, 1.6, "firework", "[firework bursts]", "[Feuerwerk knallt]"),
    )),
    Scene(7, "s07_paper", "The paper man", "an empty square, on the stage",
          "The Boyfriend turns to newspaper in her arms and is blown away.",
          ("girl", "boyfriend"), True),
    Scene(8, "s08_ice", "She cannot go home", "a frozen field before the Mother's house",
          "Snow; the Mother stands in the lit door; the shoes turn the Girl away from it.",
          ("girl", "mother"), True, noises=(
        Noise(.6, 2.6, "wind", "[wind howls]", "[Wind heult]"),
    )),
    Scene(9, "s09_church", "Before the church", "a churchyard at daybreak, on the stage",
          "Worn out, the Girl falls before the church; the Sexton unties the shoes; "
          "the Shoemaker carries them off.",
          ("girl", "sexton", "shoemaker"), True, noises=(
        Noise(1.0, 2.4, "bell", "[church bell tolls]", "[Kirchenglocke läutet]"),
        Noise(10.6, 2.4, "applause", "[applause]", "[Applaus]"),
    )),
    Scene(10, "s10_wings", "In the wings", "behind the scenery, under a work lamp",
          "Felix and Vasmer quarrel over Nela, who stands between them in the shoes.",
          ("nela", "vasmer", "felix"), lines=(
        Line("felix", "She is coming away with me. There is a train at nine.",
             "Sie fährt mit mir fort. Um neun geht ein Zug.", .9),
        Line("vasmer", "There is a curtain at eight.", "Um acht geht ein Vorhang auf.", .4),
        Line("felix", "You talk of her as if she were scenery.",
             "Sie reden von ihr wie von einer Kulisse.", .4),
        Line("vasmer", "Scenery, Mister Tarrant, stays where it is put.",
             "Kulissen, Herr Tarrant, bleiben, wo man sie hinstellt.", .4),
        Line("felix", "You never once asked her!", "Sie haben sie nie gefragt!", .35),
        Line("vasmer", "I asked her every night!", "Ich habe sie jeden Abend gefragt!",
             -1.05, wave=True),
        Line("nela", "Neither of you is asking now.", "Jetzt fragt mich keiner von euch.",
             -.55),
        Line("pym", "Beginners, please. Five minutes.", "Auf die Plätze, bitte. Fünf Minuten.",
             .9, off=True),
        Line("felix", "Take them off, Nela.", "Zieh sie aus, Nela.", .7),
        Line("nela", "I do not know how.", "Ich weiß nicht, wie.", .8),
    )),
    Scene(11, "s11_terrace", "The terrace", "a terrace above the railway, dusk",
          "She runs along the terrace; a train whistles below; only her scarf is left.",
          ("nela",), lines=(
        Line("felix", "Nela! Wait!", "Nela! Warte!", 2.2, off=True),
    ), noises=(
        Noise(5.6, 2.4, "whistle", "[train whistle]", "[Zugpfiff]"),
    )),
    Scene(12, "s12_spotlight", "The performance without her", "the stage, in white light",
          "Vasmer speaks to the house; a spotlight dances her part over the empty boards.",
          ("vasmer",), lines=(
        Line("vasmer", "Ladies and gentlemen. Tonight nobody dances the girl.",
             "Meine Damen und Herren. Heute Abend tanzt niemand das Mädchen.", 1.6),
        Line("vasmer", "We will light the place where she would have been.",
             "Wir beleuchten die Stelle, an der sie gewesen wäre.", .8),
    ), noises=(
        Noise(10.4, 2.4, "silence", "[silence]", "[Stille]"),
    )),
    Scene(13, "s13_endcard", "End cards", "a stage with a pair of shoes",
          "The makers of the film and, apart, those of the ballet.", ()),
)
PERSON = {p.key: p for p in PEOPLE}
SCENE = {s.n: s for s in SCENES}

ALBUM = "The Red Shoes, a shadow play: music from the film"
ALBUM_ARTIST = "Matthias Rehn and the Shadow Orchestra"
# number, title, piece, is it the concert recording, artist
TRACKS = (
    (1, "Rehearsal Waltz", "waltz", False, "Matthias Rehn, piano"),
    (2, "Entr'acte", "entracte", False, "The Shadow Orchestra, conducted by Matthias Rehn"),
    (3, "The Ballet of the Red Shoes", "ballet", True,
     "The Shadow Orchestra, conducted by Ruth Halloran (concert recording)"),
    (4, "Night Train Nocturne", "nocturne", False, "Matthias Rehn, piano"),
)
CUES = (
    Cue("Main Title", (1, .4), (1, "end"), "main_title", "main title"),
    Cue("Rehearsal Waltz", (3, .5), (3, "end"), "waltz", "played in the scene, under talk",
        track="Rehearsal Waltz", sung=("♪ [waltz on the piano] ♪", "♪ [Walzer auf dem Klavier] ♪")),
    Cue("The Shoes", (4, 8.4), (4, "end"), "window", "score, under talk"),
    Cue("Entr'acte", (5, .5), (5, "end"), "entracte", "entr'acte", track="Entr'acte",
        sung=("♪ [flute and strings] ♪", "♪ [Flöte und Streicher] ♪")),
    Cue("The Ballet of the Red Shoes", (6, 0.0), (9, "end"), "ballet", "the ballet within the film",
        track="The Ballet of the Red Shoes", other_recording=True,
        sung=("♪ [carnival waltz] ♪", "♪ [Jahrmarktswalzer] ♪")),
    Cue("The Terrace", (11, .2), (11, 5.7), "terrace", "score"),
    Cue("End Title", (13, .3), (13, "end"), "end_title", "end title",
        sung=("♪ [the waltz returns] ♪", "♪ [der Walzer kehrt wieder] ♪")),
)
WALTZ_BARS_IN = 8  # the scene opens when Felix has already played this many bars


def track_file(number, title):
    """The album file's name."""
    return f"{number:02d} {title}.opus"
