"""The truth about the film: when everything is seen and heard. Computed from the same data as the pictures."""

import re

from .sound import RATE as HZ
from .sound import cue_times
from .story import (
    BALLET_CONDUCTOR,
    BALLET_CREDITS,
    BALLET_ROLES,
    FILM_CREDITS,
    ORCHESTRA,
    PEOPLE,
    PERSON,
    RATE,
    SCENES,
    SIZE,
    TITLE,
    TRACKS,
    track_file,
)
from .subtitles import cues as subtitle_cues
from .texts import QUOTES
from .timeline import ms
from .titles import END_BALLET, END_FILM, LAST, TITLE_CARDS, card_text
from .truth_texts import texts_truth

BALLET_PARTS = {"girl": "The Girl", "boyfriend": "The Boyfriend", "mother": "The Mother", "sexton": "The Sexton",
                "shoemaker": "The Shoemaker"}


def shots(timeline):
    """Every shot, and how it begins. A dissolve or fade begins at start_ms and lasts transition_ms."""
    out, faded = [], 0
    for c in timeline.cuts:
        row = {"start_ms": ms(c.start), "end_ms": ms(c.end), "entry": c.shot.enter, "transition_ms": ms(c.shot.k),
               "scene": c.scene}
        if faded:
            row["black_before_ms"] = ms(faded)  # the shot before faded to black over this time
            if c.shot.enter != "fade":
                row["entry"] = "fade"
        faded = c.shot.out
        if c.shot.out:
            row["fade_out_ms"] = ms(c.shot.out)
        out.append(row)
    return out


def whips_and_flashes(timeline):
    """Whip pans (from, to) and flashes."""
    whips, flashes = [], []
    for c in timeline.cuts:
        for a, b in zip(c.shot.keys, c.shot.keys[1:]):
            if abs(a[1][0] - b[1][0]) > 300:
                whips.append({"start_ms": ms(c.start) + round(a[0] * 1000), "end_ms": ms(c.start) + round(b[0] * 1000)})
        for at in c.shot.flash:
            first = c.start + round(at * RATE)
            flashes.append({"start_ms": ms(first), "end_ms": ms(first + 6)})
    return whips, flashes


def titles(timeline):
    """The cards: when they can be read in full, and what they say."""
    out = []
    for c in timeline.cuts:
        v, a, b = c.shot.variant, c.start, c.end - c.shot.out
        k = c.shot.k
        following = timeline.cuts[timeline.cuts.index(c) + 1] if c is not timeline.cuts[-1] else None
        if v == "title":
            words, k = ["A SHADOW PLAY", "The Red", "Shoes", "after the tale by H. C. Andersen"], round(2.9 * RATE)
        elif v in TITLE_CARDS:
            words = card_text(TITLE_CARDS[v])
        elif v == "film":
            words = card_text(END_FILM)
        elif v == "ballet":
            words = card_text(END_BALLET)
        elif v == "last":
            words, k = list(LAST), round(2.4 * RATE)
        else:
            continue
        del following
        out.append({"start_ms": ms(a + k), "end_ms": ms(b), "text": "\n".join(words), "lines": words, "scene": c.scene})
    return out


def lines(timeline):
    """Every line: when the voice sounds, who speaks, the words in both languages."""
    out = []
    for i, s in enumerate(timeline.said):
        out.append({"index": i, "scene": s.scene, "start_ms": s.start_ms, "end_ms": s.end_ms,
                    "speaker": PERSON[s.line.speaker].name, "label": PERSON[s.line.speaker].short, "text": s.line.text,
                    "de": s.line.de, "off_screen": s.line.off})
    return out


def cues(timeline):
    """Music: what is heard when, and what of the album it is."""
    files = {t: (track_file(n, t), other) for n, t, _, other, _ in TRACKS}
    out = []
    for cue, a, b, offset in cue_times(timeline):
        file, _ = files.get(cue.track, (None, None))
        out.append({"start_ms": round(a * 1000), "end_ms": round(b * 1000), "title": cue.title,
                    "track": f"music/{file}" if file else None,
                    "track_offset_ms": round(offset * 1000) if file and not cue.other_recording else None,
                    "other_recording": cue.other_recording, "use": cue.use, "composer": "Matthias Rehn"})
    return out


def people(timeline):
    """Who is seen or heard: characters with their first moment and number of lines."""
    out = []
    for p in PEOPLE:
        said = [s for s in timeline.said if s.line.speaker == p.key]
        seen = [s.n for s in SCENES if p.key in s.people]
        out.append({"name": p.name, "label": p.short, "played_by": p.played_by, "lines": len(said), "seen_in": seen,
                    "heard_in": sorted({s.scene for s in said})})
    return out


def credits():
    """The film's own credits, with their scope, as its cards give them."""
    out = [{"person": n, "role": role, "scope": "film", "card": "THE MAKERS" if i < 5 else "THE FILM"}
           for i, (_, role, n) in enumerate(FILM_CREDITS)]
    out += [{"person": p.played_by, "role": "actor", "part": p.name, "scope": "film", "card": "THE PLAYERS"} for p in PEOPLE]
    out += [{"person": n, "role": role, "scope": "ballet", "card": "THE BALLET WITHIN"} for _, role, n in BALLET_CREDITS]
    out += [{"person": n, "role": "dancer", "part": part, "scope": "ballet", "card": "THE BALLET WITHIN"}
            for part, n in BALLET_ROLES]
    out += [{"person": BALLET_CONDUCTOR, "role": "conductor", "scope": "ballet", "card": "THE BALLET WITHIN"},
            {"person": ORCHESTRA, "role": "orchestra", "scope": "film and ballet", "card": "THE FILM"}]
    return out


def quotes(timeline, raw):
    """Words that the texts put into somebody's mouth, and whether they are spoken."""
    index = {(s.scene, s.index): i for i, s in enumerate(timeline.said)}
    standing = {"borne out": "borne out", "misquoted": "misquoted", "not found": "not found"}
    out = []

    def add(words, where, key, how):
        i = index.get(key)
        row = {"words": words, "where": where, "standing": standing[how], "line": i,
               "start_ms": timeline.said[i].start_ms if i is not None else None}
        if how == "misquoted":
            row["spoken"] = timeline.said[i].line.text
        at = raw[where].index(words)
        out.append(row | {"start": at, "end": at + len(words)})

    for words, key, how in QUOTES:
        add(words, "listing", key, how)
    for key in ((2, 5), (2, 6)):
        add(timeline.said[index[key]].line.text, "listing", key, "borne out")
    for key in ((2, 3), (2, 4), (2, 5), (2, 6)):
        add(timeline.said[index[key]].line.text, "article", key, "borne out")
    add("nothing, while you dance", "article", (4, 4), "borne out")
    return out


def whole_truth(timeline, raw, paths):
    """Everything, ready to be written as JSON. `raw` and `paths`: the texts by name."""
    whips, flashes = whips_and_flashes(timeline)
    said = {s.n: s for s in SCENES}
    film = {
        "title": TITLE, "duration_ms": timeline.duration_ms, "frames": timeline.frames, "rate": RATE, "size": list(SIZE),
        "sample_rate": HZ, "shots": shots(timeline), "flashes": flashes, "whips": whips,
        "scenes": [{"n": n, "title": said[n].title, "start_ms": ms(timeline.start[n]), "end_ms": ms(timeline.end[n]),
                    "place": said[n].place, "what": said[n].what,
                    "people": [PERSON[k].name if k in PERSON else BALLET_PARTS[k] for k in said[n].people],
                    "within_ballet": said[n].ballet} for n in timeline.start],
        "people": people(timeline), "lines": lines(timeline), "cues": cues(timeline),
        "noises": [{"start_ms": at, "end_ms": at + round(x.length * 1000), "label": x.label, "de": x.label_de, "scene": n}
                   for n, at, x in timeline.noises],
        "titles": titles(timeline), "credits": credits(),
        "album": [{"file": f"music/{track_file(n, t)}", "title": t, "heard": t != "Night Train Nocturne",
                   "other_recording": other} for n, t, _, other, _ in TRACKS],
        "quotes": quotes(timeline, raw),
        "subtitles": {code: len(subtitle_cues(timeline, code)) for code in ("en", "de")},
    }
    truth = {"_about": "The truth about the demo film and the texts beside it. Times are milliseconds from the film's first "
                       "frame. Offsets are Python character offsets into the raw file decoded as UTF-8. Seed A is the "
                       "listing, B the article. A dissolve or fade begins at start_ms and lasts transition_ms."}
    truth |= texts_truth(raw, paths)
    truth["film"] = film
    moments = {s["n"]: s for s in film["scenes"]}
    for st in truth["statements"]:
        if st["scene"]:
            st["start_ms"], st["end_ms"] = moments[st["scene"]]["start_ms"], moments[st["scene"]]["end_ms"]
    film["statements"] = truth.pop("statements")
    return truth


def sentence_split(text):
    """Sentences of plain prose."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text)
