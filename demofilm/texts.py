"""The three texts beside the film: an article, an app's listing (both damaged and partly wrong), a draft."""

from .story import BALLET_CONDUCTOR, COMPANY, PERSON, SCENE, SCENES, TITLE

LINE = {(s.n, i): line.text for s in SCENES for i, line in enumerate(s.lines)}


def glued(*keys):
    """Lines run together, with their speakers' family or first names, as a careless copy leaves them."""
    names = {"vasmer": "Vasmer", "nela": "Nela", "felix": "Felix", "brack": "Brack"}
    return "".join(f"{names[SCENE[n].lines[i].speaker]}: {LINE[n, i]}" for n, i in keys)


def article():
    """Encyclopaedia prose on one line, copied badly: signs garbled, brackets, references and a passage lost."""
    return (
        "Nela Marisch  is a young dancer from a provincial theatre who has never been engaged by anybody. "
        f"One night she climbs on to the empty stage of the {COMPANY}, where only the ghost light is burning, and is "
        "found there by Konrad Vasmer , the company&#39;s exacting impresario, who asks her:"
        + glued((2, 3), (2, 4), (2, 5), (2, 6))
        + " Vasmer engages her without having seen her dance and hands her over to Madame Zelenka , the ballet "
        "mistress, who drills her with a stick. At the first rehearsal she meets Felix Tarrant , a young composer who "
        "plays for the class. On her way home she stops for four evenings before the window of Jonas Brack, a "
        "shoemaker, until he offers her a pair of red shoes that cost, as he puts it, &#34;nothing, while you "
        "dance&#34;. After the triumph of the new ballet Felix wants her to leave with him by the{{Cite book}} and has "
        "divided its audiences ever since.{{cite web}} The critic Ansel Prewitt holds that she throws herself under the "
        "nine o&#39;clock train; the dance historian Margit Solheim replies that the shoes alone ran on and that she "
        "was never on the line at all. The director, Helene Marbach, has said that the camera had to look away from "
        "the terrace, because a film that shows a fall has already decided who is to blame."
        "&#60;ref name&#34;Shadow Play&#34; ballet "
        "The ballet is loosely based on the fairy tale that Hans Christian Andersen published in 1845. "
        "A girl who has put on a pair of red shoes is drawn into a carnival, where she leaps higher than anyone and "
        "lets go of her boyfriend. From the edge of the crowd the shoemaker beckons to her. "
        "In an empty square the boyfriend turns into newspaper before her eyes, folds up, and is blown away. "
        "In the snow she sees her mother in the lit doorway of the house, but the shoes turn her round and carry her "
        "off across the ice. At daybreak, worn out, she falls before a church while the bell is ringing. "
        "The sexton comes out and unties the shoes, and she does not rise again. "
        "The shoemaker walks away with the shoes, which he will offer to somebody else. "
        "The ballet was choreographed by Ilse Varga, who does not appear in it, with Anton Brel devising his own "
        "choreography for his role as the shoemaker; Brel also plays the keeper of the shop. RenÃ© Aubry, a guest "
        "of the Ballet Corvan, danced the boyfriend and Olga Tessin the mother, while Mara Lindqvist, who plays Nela, "
        "danced the girl. The music for the whole film, including the ballet, is an original score by Matthias Rehn, "
        "who conducted most of it himself, but not the Ballet of the Red Shoes; the ballet was conducted by "
        f"{BALLET_CONDUCTOR}, at the head of the Shadow Orchestra."
    )


SYNOPSIS = (
    "In this silhouette fable, Nela Marisch is a gifted dancer torn between the stage and the man who writes its music. "
    "While the stern impresario, Konrad Vasmer, urges to her to live for the dance alone, Nela grows close to the young "
    "composer Felix Tarrant. In the end a pair of red shoes demands a decision that neither of them can make for her."
)
DIALOGUES = ((2, 5), (2, 6))
# words as the listing gives them, the line they come from (scene, number) or None
QUOTES = (
    ("They are never tired.", (4, 6), "borne out"),
    ("A shoe is only a promise with a heel.", None, "not found"),
    ("I look for the place where nothing is heavy.", (2, 4), "misquoted"),
    ("She never asks where the floor is.", (3, 6), "borne out"),
    ("I would rather fall than stand still.", None, "not found"),
)
# title, "by", where it is heard
SOUNDTRACK = (
    ("Rehearsal Waltz", "Matthias Rehn", "Played on the piano at the first rehearsal"),
    ("Entr'acte", "Oskar Delmond", "Interlude before the closed curtain"),
    ("The Ballet of the Red Shoes", "Cinematography", "The ballet performance"),
)
# title, description, context, verdict, the film's scene or None, why
LISTED = (
    ("The Ghost Light",
     "On a dark and empty stage a single lamp is burning. Konrad Vasmer, leaning on his cane, finds Nela beside it and "
     "asks her what she is looking for up there. The tension is palpable as she rises on her toes to answer him. When she "
     "has spoken, he tells her to come back at nine o'clock the next morning. This pivotal moment opens the doors of the "
     "company to her and leaves her both exhilarated and afraid.",
     "This meeting establishes the bond between the dancer and the impresario and the price that it will ask.",
     "supported", 2, "scene 2: the lamp, the cane, the question, nine o'clock; her feelings are the writer's own"),
    ("The Rooftop Audition",
     "High above the city, Nela auditions on a rooftop before a panel of five judges. A sudden storm breaks loose and the "
     "judges flee, but she dances on in the pouring rain. One judge, moved to tears, throws his umbrella away and applauds. "
     "The aftermath sees her soaked, breathless and finally chosen.",
     "The audition symbolizes her defiance and foreshadows the storm that is to come.",
     "unsupported", None, "no rooftop, no judges and no rain in the film; she is engaged on the stage in scene 2"),
    ("The First Rehearsal",
     "Nela steps into a rehearsal room full of tall windows. Madame Zelenka, stick in hand, counts the beat and scolds her, "
     "while Felix plays a waltz on the grand piano. He confesses that he wrote it for somebody who does not exist yet. The "
     "scene ends when the mistress sends her back to the turn.",
     "The rehearsal brings the lovers together for the first time and lets us hear the theme of the film.",
     "supported", 3, "scene 3: windows, stick, waltz, the words and the turn"),
    ("The Shop Window",
     "Before a glowing shop window the old shoemaker holds out a pair of red shoes on their ribbons. Nela hesitates and asks "
     "what they cost. His answer is as light as a feather and as heavy as fate. She stretches out her hands.",
     "The temptation scene is the hinge of the story and the first time that the color red is seen in it.",
     "supported", 4, "scene 4; only the claim of the first red is off: the main title shows red shoes too"),
    ("The Carnival",
     "In the ballet the girl leaps across a fairground under a string of lanterns. A great wheel turns behind her and a "
     "firework bursts at the height of her leap. Her boyfriend is left standing at the edge of the platform. The scene "
     "alternates between beauty and unease.",
     "The carnival captures the joy of dancing before it turns into something darker.",
     "supported", 6, "scene 6: platform, lanterns, wheel, firework, the boyfriend left alone"),
    ("The Burning Dressing Room",
     "A candle falls among the costumes and the dressing room is ablaze. Vasmer breaks down the door with his bare hands and "
     "carries Nela through the flames, while the red shoes stay behind untouched by the fire. The company watches in stunned "
     "silence as the roof comes down.",
     "The fire mirrors the passions which consume them all.",
     "unsupported", None, "there is no fire and no dressing room in the film"),
    ("The Voyage by Sea",
     "On the deck of an ocean liner Nela practises at the rail while the orchestra plays below. Felix proposes to her under "
     "the stars, and she throws her old ballet slippers into the waves. The visuals shimmer with moonlight and longing.",
     "The voyage represents the freedom which she will never quite reach.",
     "unsupported", None, "no ship and no proposal in the film"),
    ("In the Wings",
     "Behind the scenery Felix and Vasmer quarrel over Nela as if she were not there. Their voices rise until all three speak "
     "at once. A call for beginners cuts them short. Felix begs her to take the shoes off, and she confesses that she does "
     "not know how.",
     "The confrontation lays bare what each of them wants from her.",
     "supported", 10, "scene 10: quarrel, overlapping voices, the call, the last two lines"),
    ("The Wedding at the Station",
     "Nela runs to the station with the red shoes in her hand and leaps into Felix's arms as the train comes to a stop. "
     "Vasmer, a changed man, gives them his blessing, and the whole company throws flowers. The shoes are left on the "
     "platform as the couple waves from the window. The ending leaves viewers hopeful, as love has conquered all.",
     "This joyous finale resolves the conflict and rewards her courage.",
     "contradicted", 11, "scenes 11 and 12: she wears the shoes as she runs, the train does not stop, only her scarf is left, "
     "and Vasmer announces that nobody dances the girl"),
)


def listing():
    """A film app's page: headings, items, and its advertisement."""
    rows = ["", TITLE, SYNOPSIS, f"Dialogues from Movie {TITLE}"]
    rows += [f"{PERSON[SCENE[n].lines[i].speaker].name}: {LINE[n, i]}" for n, i in DIALOGUES]
    rows += [f"Quotes from Movie {TITLE}", *(q[0] for q in QUOTES)]
    rows += [f"Sound Tracks from {TITLE} by Matthias Rehn"]
    for title, by, where in SOUNDTRACK:
        rows += [title, f"{title} by {by}, {where}"]
    rows += ["Download App", f"Memorable Scenes from Movie {TITLE}"]
    for title, description, context, *_ in LISTED:
        rows += [title, description, f"Context: {context}"]
    return "\n".join(rows) + "\nDownload App"


# ---------------------------------------------------------------- the draft
OTHER_WORDS = {(2, 4): "Some corner where the ground lets go of me.", (10, 1): "There is a full house at eight."}
MOVED = ((3, 6), 10, 3)  # this line stood in another scene, before that scene's line number 3
HEADINGS = {2: "INT. EMPTY STAGE - NIGHT", 3: "INT. REHEARSAL ROOM - MORNING", 4: "EXT. SHOEMAKER'S WINDOW - EVENING",
            5: "INT. AUDITORIUM - NIGHT", 6: "INT. STAGE - THE BALLET, A CARNIVAL - NIGHT",
            7: "INT. STAGE - THE BALLET, AN EMPTY SQUARE - NIGHT", 8: "INT. STAGE - THE BALLET, A FROZEN FIELD - NIGHT",
            9: "INT. STAGE - THE BALLET, A CHURCHYARD - DAWN", 10: "INT. THE WINGS - NIGHT",
            11: "EXT. TERRACE ABOVE THE RAILWAY - DUSK", 12: "INT. STAGE - NIGHT"}
EXTRA = """INT. DRESSING ROOM - NIGHT

Nela sits before a mirror with one bulb. The shoes lie in their box. MR PYM, the stage manager, puts his head in.

PYM
A letter for you, Miss Marisch. From the country.

NELA
Read it to me. My hands are busy.

PYM
It says: come home when you have danced enough.

She ties the second ribbon.

NELA
Then it can wait."""


def screenplay():
    """An earlier draft in Fountain: one scene more, two lines in other words, one line in another place."""
    rows = [f"Title: {TITLE}", "Credit: written by", "Author: Judith Amsel", "Draft date: third draft", ""]
    (from_scene, moved), to_scene, before = MOVED
    for scene in SCENES:
        if scene.n not in HEADINGS:
            continue
        rows += [HEADINGS[scene.n], "", scene.what, ""]
        for i, line in enumerate(scene.lines):
            if scene.n == to_scene and i == before:
                old = SCENE[from_scene].lines[moved]
                rows += [PERSON[old.speaker].short, old.text, ""]
            if (scene.n, i) == (from_scene, moved):
                continue
            name = PERSON[line.speaker].short + (" (O.S.)" if line.off else "")
            rows += [name, OTHER_WORDS.get((scene.n, i), line.text), ""]
        if scene.n == 4:
            rows += [EXTRA, ""]
    return "\n".join(rows) + "\nFADE OUT.\n"
