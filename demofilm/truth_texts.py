"""The truth about the article and the listing: what each passage is, and how it stands to the film."""

import re

from .story import BALLET_ROLES, PEOPLE, PERSON, SCENE, TITLE
from .texts import (
    DIALOGUES,
    EXTRA,
    LISTED,
    MOVED,
    OTHER_WORDS,
    QUOTES,
    SOUNDTRACK,
    SYNOPSIS,
)

NAMES = {"A": "listing", "B": "article"}


class Places:
    """Finds quotations in the raw texts, so that offsets are right by construction."""

    def __init__(self, raw):
        self.raw = {"A": raw["listing"], "B": raw["article"]}

    def __call__(self, seed, quote, nth=0, after=None):
        text, at = self.raw[seed], -1
        if after:
            at = text.index(after) + len(after) - 1
        for _ in range(nth + 1):
            at = text.index(quote, at + 1)
        return {"seed": seed, "start": at, "end": at + len(quote), "quote": quote}


LIBRETTO = (
    ("A girl who has put on a pair of red shoes is drawn into a carnival, where she leaps higher than anyone and lets go of "
     "her boyfriend.", 6),
    ("From the edge of the crowd the shoemaker beckons to her.", 6),
    ("In an empty square the boyfriend turns into newspaper before her eyes, folds up, and is blown away.", 7),
    ("In the snow she sees her mother in the lit doorway of the house, but the shoes turn her round and carry her off across "
     "the ice.", 8),
    ("At daybreak, worn out, she falls before a church while the bell is ringing.", 9),
    ("The sexton comes out and unties the shoes, and she does not rise again.", 9),
    ("The shoemaker walks away with the shoes, which he will offer to somebody else.", 9),
)
# seed, quotation, standing, scene that decides it, why
STATEMENTS = (
    ("B", "Nela Marisch  is a young dancer from a provincial theatre", "not found", None, "the film does not tell where she comes from"),
    ("B", "she climbs on to the empty stage", "borne out", 2, "an empty stage under one lamp"),
    ("B", "where only the ghost light is burning", "borne out", 2, "the lamp is the only light"),
    ("B", "Vasmer engages her without having seen her dance", "borne out", 2, "'Nine o'clock tomorrow', before she has danced a step"),
    ("B", "Madame Zelenka , the ballet mistress, who drills her with a stick", "borne out", 3, "seen and heard"),
    ("B", "a young composer who plays for the class", "borne out", 3, "Felix at the piano"),
    ("B", "stops for four evenings before the window of Jonas Brack", "borne out", 4, "'Four evenings running'"),
    ("B", "offers her a pair of red shoes", "borne out", 4, "he holds them out"),
    ("B", "After the triumph of the new ballet", "borne out", 9, "applause at the end of the ballet"),
    ("B", "nine o&#39;clock train", "borne out", 10, "'There is a train at nine'"),
    ("B", "she throws herself under the nine o&#39;clock train", "one reading", 11,
     "she is seen running and standing at the rail, then only her scarf; nobody is seen to fall or jump"),
    ("B", "the shoes alone ran on and that she was never on the line at all", "one reading", 11, "the film shows neither"),
    ("B", "the camera had to look away from the terrace", "borne out", 11, "the last shot of scene 11 shows the empty rail"),
    ("B", "The ballet was choreographed by Ilse Varga", "borne out", 13, "card THE BALLET WITHIN"),
    ("B", "Brel also plays the keeper of the shop", "borne out", 1, "card THE PLAYERS: Jonas Brack, Anton Brel"),
    ("B", "danced the boyfriend", "borne out", 13, "card THE BALLET WITHIN: The Boyfriend, René Aubry"),
    ("B", "Olga Tessin the mother", "borne out", 13, "card THE BALLET WITHIN"),
    ("B", "Mara Lindqvist, who plays Nela, danced the girl", "borne out", 13, "cards THE FILM and THE BALLET WITHIN"),
    ("B", "is an original score by Matthias Rehn", "borne out", 13, "both end cards"),
    ("B", "but not the Ballet of the Red Shoes", "borne out", 13, "another conductor on the ballet's card"),
    ("B", "the ballet was conducted by Ruth Halloran", "borne out", 13, "card THE BALLET WITHIN"),
    ("A", "a gifted dancer torn between the stage and the man who writes its music", "partly", 10, "the quarrel is about this choice"),
    ("A", "the stern impresario, Konrad Vasmer", "borne out", 2, "he is seen and heard as such"),
    ("A", "Nela grows close to the young composer Felix Tarrant", "partly", 3, "they talk at the piano; later he wants her to leave with him"),
    ("A", "Rehearsal Waltz by Matthias Rehn", "borne out", 3, "heard in scene 3, credited on the end card"),
    ("A", "Entr'acte by Oskar Delmond", "contradicted", 13, "the end cards name Matthias Rehn; no card names Oskar Delmond"),
    ("A", "The Ballet of the Red Shoes by Cinematography", "contradicted", 13, "a department, not a person; the card names Matthias Rehn"),
    ("A", "the first time that the color red is seen in it", "contradicted", 1, "the dancer of the main title wears the shoes"),
    ("A", "leaps into Felix's arms as the train comes to a stop", "contradicted", 11, "the train passes; she is not seen again"),
    ("A", "with the red shoes in her hand", "contradicted", 11, "she runs in them"),
    ("A", "Vasmer, a changed man, gives them his blessing", "contradicted", 12, "he announces that nobody dances the girl"),
    ("A", "dances on in the pouring rain", "not found", None, "no rain in the film"),
    ("A", "carries Nela through the flames", "not found", None, "no fire in the film"),
    ("A", "Felix proposes to her under the stars", "not found", None, "no such scene"),
)


def texts_truth(raw, paths):
    """Everything about the two texts (and the draft), with the keys of the project's other truth."""
    ev = Places(raw)
    names = {"nela": "nela", "vasmer": "vasmer"}
    del names

    def person(name, role, *evidence):
        p = next(p for p in PEOPLE if p.name == name)
        return {"name": name, "aliases": [name, name.split()[-1] if name.startswith("Madame") else name.split()[0],
                                          name.split()[-1]], "role": role, "played_by": p.played_by, "evidence": list(evidence)}

    characters = [
        person("Nela Marisch", "young dancer, protagonist", ev("B", "Nela Marisch"), ev("A", "Nela Marisch")),
        person("Konrad Vasmer", "impresario of the Ballet Corvane", ev("B", "Konrad Vasmer , the company&#39;s exacting impresario"),
               ev("A", "the stern impresario, Konrad Vasmer")),
        person("Felix Tarrant", "young composer", ev("B", "Felix Tarrant , a young composer"), ev("A", "the young composer Felix Tarrant")),
        person("Madame Zelenka", "ballet mistress", ev("B", "Madame Zelenka , the ballet mistress"), ev("A", "Madame Zelenka")),
        person("Jonas Brack", "shoemaker, keeper of the shop", ev("B", "Jonas Brack, a shoemaker")),
    ]
    not_real = [{"mention": q, "evidence": [ev("A", q)], "note": "an invention of the listing, without a name"}
                for q in ("a panel of five judges", "One judge, moved to tears")]
    danced = {"The Girl": "Mara Lindqvist, who plays Nela, danced the girl", "The Shoemaker": "his role as the shoemaker",
              "The Boyfriend": "danced the boyfriend", "The Mother": "Olga Tessin the mother", "The Sexton": "The sexton comes out"}
    roles = [{"role": r.lower(), "danced_by": who, "danced_by_seed": who if r != "The Sexton" else None,
              "evidence": [ev("B", danced[r])]} for r, who in BALLET_ROLES]

    def credit(who, role, scope, quote, seed="B", **more):
        return {"person": who, "role": role, "scope": scope, "evidence": [ev(seed, quote)], **more}

    credits = [
        credit("Ilse Varga", "choreographer", "the ballet (except the shoemaker's role)", "The ballet was choreographed by Ilse Varga"),
        credit("Anton Brel", "choreographer", "ballet: own role only (the shoemaker)",
               "Anton Brel devising his own choreography for his role as the shoemaker"),
        credit("Anton Brel", "dancer", "ballet: the shoemaker", "his role as the shoemaker"),
        credit("Anton Brel", "actor", "film: Jonas Brack", "Brel also plays the keeper of the shop"),
        credit("René Aubry", "dancer", "ballet: the boyfriend", "danced the boyfriend"),
        credit("Olga Tessin", "dancer", "ballet: the mother", "Olga Tessin the mother"),
        credit("Mara Lindqvist", "dancer", "ballet: the girl", "danced the girl"),
        credit("Mara Lindqvist", "actor", "film: Nela Marisch", "Mara Lindqvist, who plays Nela"),
        credit("Matthias Rehn", "composer", "whole film including the ballet",
               "The music for the whole film, including the ballet, is an original score by Matthias Rehn"),
        credit("Matthias Rehn", "conductor", "most of the film's music",
               "who conducted most of it himself, but not the Ballet of the Red Shoes", excludes="the ballet"),
        credit("Ruth Halloran", "conductor", "the ballet", "the ballet was conducted by Ruth Halloran"),
        credit("Hans Christian Andersen", "author of the basis", "the ballet (story)",
               "loosely based on the fairy tale that Hans Christian Andersen published in 1845", qualifier="loosely"),
        credit("Helene Marbach", "director", "the film", "The director, Helene Marbach"),
        credit("Matthias Rehn", "track credit", "soundtrack entry Rehearsal Waltz", "Rehearsal Waltz by Matthias Rehn", "A"),
        credit("Oskar Delmond", "track credit", "soundtrack entry Entr'acte", "Entr'acte by Oskar Delmond", "A",
               status="wrong: the end cards and B give Matthias Rehn"),
    ]
    dialogue = []
    for n, key in enumerate(((2, 3), (2, 4), (2, 5), (2, 6)), 1):
        line = SCENE[key[0]].lines[key[1]]
        who = PERSON[line.speaker]
        dialogue.append({"n": n, "speaker": who.name.split()[-1] if line.speaker != "nela" else "Nela", "character": who.name,
                         "text": line.text, "evidence": ev("B", line.text)})
    for n, key in enumerate(DIALOGUES, 5):
        line = SCENE[key[0]].lines[key[1]]
        dialogue.append({"n": n, "speaker": PERSON[line.speaker].name, "character": PERSON[line.speaker].name, "text": line.text,
                         "evidence": ev("A", line.text)})
    flags = {"Rehearsal Waltz": None, "Entr'acte": "wrong composer: the film and B give Matthias Rehn",
             "The Ballet of the Red Shoes": "evident error: a department in a person's place"}
    soundtrack = [{"track": t, "by_raw": by, "by": None if by == "Cinematography" else by, "flag": flags[t],
                   "proposed": "Matthias Rehn" if flags[t] else None, "where": where,
                   "evidence": ev("A", f"{t}\n{t} by {by}, {where}")} for t, by, where in SOUNDTRACK]
    memorable = [{"n": i, "title": title, "description": ev("A", description), "context": ev("A", context), "verdict": verdict,
                  "scene": scene, "why": why} for i, (title, description, context, verdict, scene, why) in enumerate(LISTED, 1)]
    libretto = [{"n": i, **ev("B", q), "scene": scene, "standing": "borne out" if i < 7 else "partly"}
                for i, (q, scene) in enumerate(LIBRETTO, 1)]
    steps = [{"n": i, "seed": seed, "quote": q, **{k: v for k, v in ev(seed, q).items() if k in ("start", "end")},
              "standing": standing, "scene": scene, "why": why} for i, (seed, q, standing, scene, why) in enumerate(STATEMENTS, 1)]
    lost = "{{cite web}}"
    defect = []

    def broken(seed, quote, repair, nth=0):
        defect.append({**ev(seed, quote, nth), "repair": repair})

    broken("B", "Nela Marisch  is", "Nela Marisch is; mark gap: parenthesis lost")
    for q in ("Konrad Vasmer , the", "Madame Zelenka , the", "Felix Tarrant , a"):
        broken("B", q, q.replace(" ,", ",") + "; mark gap: parenthesis lost")
    broken("B", "company&#39;s", "company's")
    block = raw["article"]
    a = block.index("who asks her:")
    b = block.index(" Vasmer engages")
    broken("B", block[a:b], "block of 4 labelled lines, then narration")
    broken("B", "&#34;nothing, while you dance&#34;", '"nothing, while you dance"')
    broken("B", "by the{{Cite book}}", "'by the' + [citation lost] + [text lost]")
    broken("B", "ever since.{{cite web}}", "'ever since.' + [citation lost]")
    broken("B", "nine o&#39;clock", "nine o'clock")
    broken("B", "&#60;ref name&#34;Shadow Play&#34; ballet ", "[citation lost] + section break")
    broken("B", "RenÃ©", "René")
    broken("B", "Ballet Corvan,", "keep verbatim; link to Ballet Corvane")
    broken("A", "urges to her to live", "verbatim (source grammar)")
    broken("A", "leaves viewers hopeful", "verbatim (source grammar)")
    for t, by, where in SOUNDTRACK:
        broken("A", f"{t}\n{t} by {by}, {where}", "one track: title line + 'TITLE by X, WHERE' line")
    defect.append({"seed": "A", "quote": "Download App", "repair": "drop (boilerplate, x2)"})
    gap = "by the{{Cite book}} and has divided its audiences ever since."
    moved = SCENE[MOVED[0][0]].lines[MOVED[0][1]]
    return {
        "seeds": paths,
        "work": {"title": TITLE, "year_known": 2026, "evidence": [ev("A", f"{TITLE}\nIn this silhouette fable")]},
        "synopsis": {**ev("A", SYNOPSIS), "sentences": re.split(r"(?<=[.]) (?=[A-Z])", SYNOPSIS),
                     "defects": ["'urges to her to live' -> duplicated 'to' (source error; show verbatim)"]},
        "empty_sections": [],
        "boilerplate": [{"seed": "A", "quote": "Download App", "count": raw["listing"].count("Download App")}],
        "characters": characters, "characters_not_real": not_real, "ballet_roles": roles, "credits": credits,
        "not_credits": [{"mention": "Cinematography", "evidence": [ev("A", "The Ballet of the Red Shoes by Cinematography")],
                         "note": "a department name in the person slot"}],
        "dialogue": dialogue,
        "dialogue_note": "The last line ends at 'long.'; 'Vasmer engages her' is narration, not a label (no colon).",
        "quotes_listed": [{**ev("A", q), "standing": how} for q, _, how in QUOTES],
        "soundtrack": soundtrack, "memorable_scenes": memorable,
        "work_within": {"title": "The Ballet of the Red Shoes", "kind": "ballet", "scenes": [6, 7, 8, 9],
                        "basis": {"author": "Hans Christian Andersen", "year": 1845, "qualifier": "loosely",
                                  "evidence": ev("B", "loosely based on the fairy tale that Hans Christian Andersen published in 1845")},
                        "libretto": libretto},
        "readings_of_the_ending": {
            "evidence": ev("B", "has divided its audiences ever since."),
            "readings": [
                {"reading": "she throws herself under the train", "held_by": "Ansel Prewitt", "who": "critic",
                 "evidence": ev("B", "The critic Ansel Prewitt holds that she throws herself under the nine o&#39;clock train")},
                {"reading": "the shoes alone ran on; she was never on the line", "held_by": "Margit Solheim", "who": "dance historian",
                 "evidence": ev("B", "the dance historian Margit Solheim replies that the shoes alone ran on and that she was never on "
                                     "the line at all")}],
            "authorial": {"person": "Helene Marbach", "claim": "the camera had to look away from the terrace",
                          "evidence": ev("B", "a film that shows a fall has already decided who is to blame")},
            "film": "scene 11: she runs, stands at the rail, is not seen again; nobody is seen to fall or jump"},
        "citations_lost": [{"kind": "template, arguments lost", **ev("B", "{{Cite book}}")},
                           {"kind": "template, arguments lost", **ev("B", lost)},
                           {"kind": "opening ref tag, '=' and closing '>' lost; ref name and section heading run together",
                            **ev("B", "&#60;ref name&#34;Shadow Play&#34; ballet ")}],
        "gaps": [{"at": ev("B", gap), "note": "mid-sentence cut: do not join the halves"},
                 {"at": ev("B", "who is to blame.&#60;ref name&#34;"), "note": "ref body and heading lost; a new section starts"}],
        "defects": defect,
        "contradictions": [
            {"kind": "between", "what": "end: reunion and wedding (A) vs two readings, in neither of which they meet (B)",
             "evidence": [ev("A", "leaps into Felix's arms"), ev("B", "she throws herself under the nine o&#39;clock train")], "basis": "seeds"},
            {"kind": "between", "what": "engaged after a rooftop audition (A) vs without having danced (B)",
             "evidence": [ev("A", "Nela auditions on a rooftop"), ev("B", "Vasmer engages her without having seen her dance")], "basis": "seeds"},
            {"kind": "within A", "what": "engaged on the stage by Vasmer (scene 1) vs chosen by judges (scene 2)",
             "evidence": [ev("A", "opens the doors of the company to her"), ev("A", "breathless and finally chosen")], "basis": "seeds"},
            {"kind": "within A", "what": "soundtrack header 'by Matthias Rehn' vs tracks 'by Oskar Delmond' / 'by Cinematography'",
             "evidence": [ev("A", f"Sound Tracks from {TITLE} by Matthias Rehn"), ev("A", "by Oskar Delmond"), ev("A", "by Cinematography")],
             "basis": "seeds"},
            {"kind": "between", "what": "whole score by Rehn (B) vs Entr'acte by Delmond (A)",
             "evidence": [ev("B", "The music for the whole film"), ev("A", "Entr'acte by Oskar Delmond")], "basis": "seeds"},
            {"kind": "within B", "what": "'Ballet Corvane' vs 'Ballet Corvan'",
             "evidence": [ev("B", "the Ballet Corvane"), ev("B", "the Ballet Corvan,")], "basis": "seeds"},
            {"kind": "with the film", "what": "the shoes are in her hand (A) vs on her feet (film)",
             "evidence": [ev("A", "with the red shoes in her hand")], "basis": "film, scene 11"},
            {"kind": "with the film", "what": "the train stops (A) vs passes (film)",
             "evidence": [ev("A", "as the train comes to a stop")], "basis": "film, scene 11"},
            {"kind": "with the film", "what": "red first seen in the shop window (A) vs in the main title (film)",
             "evidence": [ev("A", "the first time that the color red is seen in it")], "basis": "film, scene 1"},
        ],
        "not_contradictions": [
            "B: Rehn conducted most of the film's music / Halloran conducted the ballet - different scopes",
            "B: Varga choreographed the ballet / Brel choreographed the shoemaker - exception inside a scope",
            "Anton Brel plays Jonas Brack in the film / dances the shoemaker in the ballet - different scopes",
            "Olga Tessin plays Madame Zelenka in the film / dances the mother in the ballet - different scopes",
        ],
        "screenplay": {
            "extra_scene": EXTRA.splitlines()[0],
            "other_words": [{"film_scene": n, "film_line": SCENE[n].lines[i].text, "draft": words} for (n, i), words in OTHER_WORDS.items()],
            "moved": {"text": moved.text, "film_scene": MOVED[0][0], "draft_scene": MOVED[1]}},
        "statements": steps,
    }
