"""Screenplays in every layout they come in: the same scene, typed in many ways."""

import io
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from entracte.errors import EntracteError, NotReadable
from entracte.model import Action, File, Mend, untouched
from entracte.read import slugs
from entracte.read.screenplay import reader, speaker
from entracte.read.subtitles import reader as subtitles

SPOKEN = [
    ("ANNE", "Who left the lamp burning?", ""),
    ("HALL", "It was not me. I was asleep in the boat house the whole night.", "half awake"),
    ("ANNE", "Then it was the sea.", ""),
    ("HALL", "The sea has no matches, Anne.", ""),
]
TOLD = "ANNE stands at the window. Rain. Behind her the stairs go up into the dark of the tower."
PLACES = [f"{kind} {place} - NIGHT" for kind in ("INT.", "EXT.") for place in (
    "LIGHTHOUSE", "KITCHEN", "BOAT HOUSE", "PIER", "STAIRS", "CELLAR"
)]  # fmt: skip


def typed(*, cue, words, action, blank=0, numbers=False, pages=False):
    """The screenplay with names, words and prose at these columns."""
    out = ["THE LAMP AT NESS POINT".rjust(40), "", "Written by", "", "Nobody Known", "", ""]
    for number, place in enumerate(PLACES, 1):
        head = f"{number}   {place}".ljust(60) + str(number) if numbers else place
        out += [" " * action + head, ""]
        out += [*(" " * action + line for line in wrap(TOLD, 60)), ""]
        for name, said, aside in SPOKEN:
            out += [" " * cue + name, *[""] * blank]
            if aside:
                out += [" " * (words + 4) + f"({aside})", *[""] * blank]
            out += [*(" " * words + line for line in wrap(said, 36)), ""]
        if pages:
            out += ["(CONTINUED)".rjust(60), "", f"{number}.".rjust(62), "", "CONTINUED:", ""]
    return "\n".join(out)


LAYOUTS = {
    "indented": {"cue": 30, "words": 15, "action": 5},
    "indented with page numbers": {"cue": 30, "words": 15, "action": 5, "pages": True},
    "numbered left and right": {"cue": 30, "words": 15, "action": 0, "numbers": True},
    "names near the words": {"cue": 12, "words": 10, "action": 10},
    "all at the margin": {"cue": 0, "words": 0, "action": 0},
    "a line between name and words": {"cue": 0, "words": 0, "action": 0, "blank": 1},
    "indented, a line between": {"cue": 26, "words": 12, "action": 2, "blank": 1},
}


def read(text, name="script.txt"):
    return reader.read(File(name=name, data=text.encode()))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_same_scenes_in_every_layout(layout, newline):
    text = typed(**layout).replace("\n", newline)
    account = read(text)
    scenes = [scene for scene in account.script.scenes if scene.heading]
    assert [scene.heading for scene in scenes] == PLACES
    for scene in scenes:
        speeches = [each for each in scene.elements if not isinstance(each, Action)]
        told = [each.words for each in scene.elements if isinstance(each, Action)]
        assert [(each.cue, each.words, each.aside) for each in speeches] == SPOKEN
        assert told == [TOLD]
    assert [person.name for person in account.people] == ["Anne", "Hall"]
    assert all(person.character for person in account.people)
    assert [claim.says for claim in account.title] == ["THE LAMP AT NESS POINT"]
    assert reader.suits(File(name="x", data=text.encode())) > 0.9


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_each_word_has_its_place(layout):
    text = typed(**layout)
    account = read(text)
    body = account.source.body
    for scene in account.script.scenes:
        assert body[scene.passage.start : scene.passage.end] == scene.passage.quote
        for each in scene.elements:
            place = each.passage
            assert body[place.start : place.end] == place.quote
            assert place.quote.split()[-1] == each.words.split()[-1]
            start, end = untouched(account.source, place.start, place.end)
            assert text[start:end].split()[-1] == each.words.split()[-1]


def spoken(account):
    return [(each.cue, each.words) for each in account.script.speeches]


def test_a_page_with_other_margins_keeps_its_speakers():
    text = typed(cue=30, words=15, action=5)
    text += "\n\n     INT. ATTIC - DAY\n\n     HALL, (V.0.)\nI kept the matches.\nAll of them.\n\n"
    text += "     She turns.\n\n"
    account = read(text)
    assert spoken(account)[-1] == ("HALL, (V.0.)", "I kept the matches. All of them.")
    last = account.script.scenes[-1].elements[-1]
    assert isinstance(last, Action)
    assert last.words == "She turns."


def test_an_aside_under_the_name_after_an_empty_line_is_no_end():
    text = typed(cue=30, words=15, action=5)
    text += "\n\n     INT. ATTIC - DAY\n\n" + " " * 30 + "HALL\n" + " " * 15 + "I kept them.\n\n"
    text += " " * 30 + "(smiles)\n" + " " * 15 + "All of them.\n\n     She turns.\n"
    speech = read(text).script.speeches[-1]
    assert (speech.cue, speech.words, speech.aside) == (
        "HALL",
        "I kept them. All of them.",
        "smiles",
    )


def test_where_action_stands_in_brackets_the_rest_goes_on_speaking():
    turns = "".join(
        f"ANNE\n\nThis is lamp {n}.\n\n(She lights.)\n\nAnd so it burns, see.\n\n(She goes.)\n\n"
        for n in range(30)
    )
    account = read("INT. TOWER - NIGHT\n\n" + turns + "THE END\n", "lamp.txt")
    said = [words for _, words in spoken(account)]
    assert said.count("And so it burns, see.") == 30


def test_page_numbers_and_continued_are_furniture():
    account = read(typed(cue=30, words=15, action=5, pages=True))
    gone = {each.was.strip() for each in account.source.repairs if each.kind is Mend.FURNITURE}
    assert {"(CONTINUED)", "CONTINUED:", "1.", "12."} <= gone
    assert "CONTINUED" not in account.source.body


def test_fountain():
    text = (
        "Title: The Lamp at Ness Point\nCredit: written by\nAuthor: Nobody Known\n\n"
        "INT. LIGHTHOUSE - NIGHT #1#\n\nAnne stands at the window.\n\nANNE (V.O.)\n(softly)\n"
        "Who left the lamp burning?\n\n@McHALL\nNot *me*.\n\n.ON THE STAIRS\n\nNobody.\n\n> CUT TO:\n"  # noqa: E501
    )
    account = read(text, "lamp.fountain")
    first, second = account.script.scenes
    assert (first.heading, second.heading) == ("INT. LIGHTHOUSE - NIGHT", "ON THE STAIRS")
    assert [(each.cue, each.words, each.aside) for each in account.script.speeches] == [
        ("ANNE (V.O.)", "Who left the lamp burning?", "softly"),
        ("McHALL", "Not me.", ""),
    ]
    assert [person.name for person in account.people] == ["Anne", "McHALL"]
    assert account.title[0].says == "The Lamp at Ness Point"
    place = account.script.speeches[0].passage
    start, end = untouched(account.source, place.start, place.end)
    assert text[start:end] == place.quote == "Who left the lamp burning?"


def fdx(inner):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="3">'
        f"<Content>{inner}</Content></FinalDraft>"
    )


def paragraph(sort, *runs):
    return (
        f'<Paragraph Type="{sort}">'
        + "".join(f"<Text>{run}</Text>" for run in runs)
        + "</Paragraph>"
    )


def test_final_draft():
    text = fdx(
        paragraph("Scene Heading", "INT. LIGHTHOUSE - NIGHT")
        + paragraph("Action", "Anne stands at the window.")
        + paragraph("Character", "ANNE")
        + paragraph("Parenthetical", "(softly)")
        + paragraph("Dialogue", "Who left the lamp &amp; the ", "fire burning?")
        + paragraph("Transition", "CUT TO:")
    )
    account = read(text, "lamp.fdx")
    (speech,) = account.script.speeches
    assert speech.words == "Who left the lamp & the fire burning?"
    assert speech.aside == "softly"
    assert account.source.body[speech.passage.start : speech.passage.end] == speech.words
    assert reader.suits(File(name="x", data=text.encode())) > 0.9


def test_a_final_draft_file_that_is_a_trap_or_broken_is_refused_in_a_sentence():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        "<FinalDraft><Content><Paragraph><Text>&b;</Text></Paragraph></Content></FinalDraft>"
    )
    for text in (bomb, fdx("<Paragraph><Text>")):
        with pytest.raises(NotReadable) as told:
            read(text, "lamp.fdx")
        assert told.value.do


def pdf(text):
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("Courier", 9)
    lines = text.splitlines()
    for first in range(0, len(lines), 60):
        page.setFont("Courier", 9)
        for i, line in enumerate(lines[first : first + 60]):
            page.drawString(40, 800 - 12 * i, line)
        page.showPage()
    page.save()
    return out.getvalue()


def test_a_pdf_is_read_by_where_its_lines_are_drawn():
    file = File(name="lamp.pdf", data=pdf(typed(cue=30, words=15, action=5)))
    account = reader.read(file)
    assert account.source.encoding == "pdf"
    assert [scene.heading for scene in account.script.scenes if scene.heading] == PLACES
    assert len(account.script.speeches) == len(PLACES) * len(SPOKEN)
    assert reader.suits(file) > 0.9


def test_a_pdf_without_letters_or_damaged_is_refused_in_a_sentence():
    for data in (pdf(""), b"%PDF-1.7\nnothing", pdf(typed(cue=30, words=15, action=5))[:900]):
        with pytest.raises(NotReadable) as told:
            reader.read(File(name="lamp.pdf", data=data))
        assert told.value.what.endswith(".")
        assert told.value.do


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("INT. KITCHEN - DAY", "INT. KITCHEN - DAY"),
        ("12A  INT./EXT. CAR - DAY  12A", "INT./EXT. CAR - DAY"),
        ("24EXTERIOR - MAIN STREET - DAY24", "EXTERIOR - MAIN STREET - DAY"),
        ("FADE IN: INT. ANTEROOM CLOSE SHOT", "INT. ANTEROOM CLOSE SHOT"),
        ("5      EXT     THE DIG     DAY", "EXT     THE DIG     DAY"),
        ("I/E. COACH - DUSK", "I/E. COACH - DUSK"),
        ("INNEN. KÜCHE - TAG", "INNEN. KÜCHE - TAG"),
        ("ИНТ. КУХНЯ - ДЕНЬ", "ИНТ. КУХНЯ - ДЕНЬ"),
        ("Int. Kitchen - Day", "Int. Kitchen - Day"),
        ("INTERESTING IDEA", ""),
        ("Internal affairs were quiet.", ""),
        ("EXTRA! EXTRA!", ""),
        ("He reads the interior pages.", ""),
    ],
)
def test_a_heading_is_known_in_many_forms(line, heading):
    assert slugs.heading(line) == heading


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("ANNE (V.O.)", "ANNE"),
        ("ANNE (cont'd)", "ANNE"),
        ("ANNE (O.S.) (CONT'D)", "ANNE"),
        ("MR. HALL", "MR. HALL"),
        ("ANNE:", "ANNE"),
        ("2ND OPERATOR", "2ND OPERATOR"),
    ],
)
def test_a_name_is_bare(cue, name):
    assert speaker(cue) == name


ARTICLE = (
    "The Lamp at Ness Point is a film of 1950 about a keeper, Anne Hall. It was shot on the pier.\n\n"  # noqa: E501
    "Plot\n\nAnne finds the lamp burning. She asks who lit it.\n\n"
    "Cast\n\nMary Bright as Anne\nJohn Dark as Hall\n\nDirected by: Nobody Known\nMusic by: No One\n"  # noqa: E501
)
QUOTES = "Anne: Who left the lamp burning?\nHall: It was not me.\n\n" * 8


@pytest.mark.parametrize(
    "text", [ARTICLE, ARTICLE * 30, QUOTES, ARTICLE + QUOTES, "ANNE\nHALL\n" * 50]
)
def test_other_texts_are_not_taken_for_a_screenplay(text):
    assert reader.suits(File(name="x.txt", data=text.encode())) < 0.3


def test_subtitles_and_screenplays_are_told_apart():
    script = typed(cue=30, words=15, action=5).encode()
    cues = "".join(
        f"{i}\n00:00:{i:02},000 --> 00:00:{i:02},900\nANNE:\nINT. {i}\n\n" for i in range(1, 50)
    ).encode()
    assert (
        reader.suits(File(name="x", data=cues)) < 0.1 < subtitles.suits(File(name="x", data=cues))
    )
    assert subtitles.suits(File(name="x", data=script)) < 0.1


HOSTILE = ["A", "a", "(", "A ", "A\n", "\n", " ", "\t", "*", "INT. ", "INT. A\n", "1 ", "CUT TO:\n", "A:\nb\n",  # noqa: E501
           "Anne: b\n", "(a\n", "[[", "/*", "*_", "-", "(A) ", "CONTINUED", "<a", "A. "]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("piece", HOSTILE)
def test_much_of_one_thing_is_got_over_soon(piece):
    text = "INT. HOUSE - DAY\n\nANNE\nWho?\n\n" + piece * (200_000 // len(piece))
    for name in ("x.txt", "x.fountain"):
        file = File(name=name, data=text.encode())
        reader.suits(file)
        try:
            reader.read(file)
        except EntracteError:
            continue


LINES = st.lists(
    st.sampled_from(["INT. A - DAY", "ANNE", "  ANNE", "          HALL (V.O.)", "Who?", "(softly)", "",  # noqa: E501
                     "     It rains.", "12.", "CUT TO:", "Anne: No.", "\tHALL", "1 EXT. B 1", "<b>", "é", "*"])  # noqa: E501
    | st.text(max_size=20),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(lines=LINES, name=st.sampled_from(["x.txt", "x.fountain"]))
def test_any_lines(lines, name):
    file = File(name=name, data="\n".join(lines).encode())
    assert 0 <= reader.suits(file) <= 1
    try:
        account = reader.read(file)
    except EntracteError:
        return
    body = account.source.body
    for scene in account.script.scenes:
        assert body[scene.passage.start : scene.passage.end] == scene.passage.quote


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"%PDF-1.4\n", b"<FinalDraft>"]))
def test_any_bytes(data, head):
    file = File(name="x", data=head + data)
    assert 0 <= reader.suits(file) <= 1
    try:
        reader.read(file)
    except EntracteError:
        return
