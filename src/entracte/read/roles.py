"""What people do for a film: "Music by", "choreographed by", "Regie" -> the role's one name."""

import re
from typing import Final

from entracte.read import joins

# Each role and the ways to write it, in lower case without "by". Multi-word phrases win over the
# single words in them because the whole phrase is looked up.
_WORDS: Final[dict[str, str]] = {
    "director": (
        "director directed direction directs directing helmed film director film directed|"
        "directed for the screen|réalisateur|réalisatrice|réalisation|réalisé par|regie|regisseur|"
        "regisseurin|dirección|dirigida por|directora|regia|regista|diretor|direção"
    ),
    "producer": (
        "producer produced production produces producing film producer|produced for the screen|"
        "producteur|productrice|produit par|produzent|produzentin|produktion|productor|productora|"
        "producción|producida por|produttore|produtor"
    ),
    "screenwriter": (
        "screenwriter screenplay script scenario written writer wrote screenplays scripted penned "
        "co-written writers writing scriptwriter scenarist|written for the screen|screen play|"
        "screenplay written|script written|screen story|story|story and screenplay|"
        "original screenplay|original story|story written|scénario|scénariste|drehbuch|"
        "drehbuchautor|guion|guión|guionista|escrita por|sceneggiatura|roteiro"
    ),
    "author of the basis": (
        "novelist|based on|adapted from|inspired by|from the novel|from the play|from the book|"
        "from a novel|from a play|from a story|from the story|based on the novel|"
        "based on the book|based on the play|based on the story|based on the short story|"
        "based on a novel|based on a play|based on a story|basis|source material|"
        "d'après l'œuvre de|nach|vorlage|literarische vorlage|basada en|tratto da"
    ),
    "composer": (
        "composer composed scored music score soundtrack composes musical score|original music|"
        "original score|film score|music composed|music composed and conducted|score composed|"
        "music score|original music score|background score|original musical score|music written|"
        "incidental music|songs|songs composed|musique|musique originale|compositeur|compositrice|"
        "musik|filmmusik|komponist|komponistin|música|banda sonora|compositor|musica|colonna sonora"
    ),
    "conductor": (
        "conductor conducted conducts conducting musical conductor|music conducted|"
        "orchestra conducted|musical director|music director|musical direction|"
        "musical supervision|chef d'orchestre|dirigent|director de orquesta"
    ),
    "choreographer": (
        "choreographer choreographed choreography choreographs choreographing|dances|dances staged|"
        "dances arranged|dance direction|dances directed|dance director|musical numbers staged|"
        "ballet choreography|chorégraphe|chorégraphie|choreographie|choreograph|choreografie|"
        "coreografía|coreógrafo|coreografia"
    ),
    "cinematographer": (
        "cinematographer cinematography photographed photography camera cameraman lensed "
        "shot filmed camerawork|director of photography|directors of photography|dop|"
        "cameraman|photographed in technicolor|lighting cameraman|photographie|image|"
        "chef opérateur|directeur de la photographie|kamera|kameramann|kamerafrau|"
        "fotografía|fotografia|bildgestaltung"
    ),
    "camera operator": "|camera operator|camera operated|operating cameraman",
    "editor": (
        "editor edited editing cut edits film editor|film editing|film edited|picture editor|"
        "montage|monteur|monteuse|schnitt|filmschnitt|cutter|montaje|montaggio|montagem|edición"
    ),
    "production designer": (
        "production designer|production design|designer|designed|set design|sets designed|"
        "set designer|sets|décors|szenenbild|bühnenbild|diseño de producción|scenografia|designs"
    ),
    "art director": (
        "art director|art direction|art directed|directeur artistique|direction artistique|"
        "dirección artística|bauten|ausstattung"
    ),
    "costume designer": (
        "costumes costumed|costume designer|costume design|costumes designed|wardrobe|gowns|"
        "costume|costumier|kostüme|kostümbild|vestuario|costumi"
    ),
    "cast member": (
        "starring stars starred actor actress cast played portrayed plays portrays playing "
        "portraying featuring enacted acted co-starring co-stars performer voiced voice|cast "
        "member|"
        "voiced by|voice cast|avec|acteurs|distribution|interprètes|darsteller|darstellerin|"
        "besetzung|schauspieler|reparto|protagonistas|intérpretes|actor|actriz|interpreti|elenco"
    ),
    "dancer": "dancer danced dances ballerina dancing|prima ballerina|danseur|danseuse|tänzer",
    "singer": (
        "singer sung sings sang singing vocals vocalist soprano tenor baritone|sung by|"
        "singing voice|singing voice of|vocals performed|chanteur|chanteuse|sänger|sängerin|"
        "cantante"
    ),
    "performer": "performed performs performing performers",
    "musician": "musician violinist pianist cellist guitarist organist trumpeter|piano|violin",
    "narrator": "narrator narrated narration narrates narrating|narrateur|erzähler|sprecher|"
    "narrador",
    "sound": (
        "sound|sound design|sound designer|sound recordist|sound mixer|sound editor|"
        "sound recorded|sound recording|ton|sonido|son"
    ),
    "lyricist": "lyricist lyrics|words|song lyrics|lyrics written|paroles|liedtexte|letra",
    "librettist": "librettist libretto|livret",
}

# Words of the phrases above that name no role, or another one, when they stand alone.
_ALONE: Final = joins.words("art design member of on from by based adapted inspired film musical")
_OTHERWISE: Final = {
    "costume": "costume designer",
    "dances": "choreographer",
    "designer": "production designer",
    "direction": "director",
    "production": "producer",
    "score": "composer",
    "sound": "sound",
}


def _table() -> dict[str, str]:
    """Every way to write a role. Before the first bar stand single words, then whole phrases."""
    out: dict[str, str] = {}
    for name, written in _WORDS.items():
        first, *phrases = written.split("|")
        for phrase in (*first.split(), first, *phrases):
            out.setdefault(phrase, name)
    return {phrase: name for phrase, name in out.items() if phrase not in _ALONE} | _OTHERWISE


_ROLES: Final = _table()

_DEPARTMENTS: Final = joins.words(
    """
    accounting acting animation art arts arrangements armorer assistance cinematography
    casting camera cast catering choreography color colour colourist construction continuity
    costume costumes costuming crew design development decoration department departments
    directing direction dressing editing editorial effects electrical engineering equipment
    film foley grip hair hairdressing lighting location locations logistics lyrics makeup
    make-up management marketing masterminding mixing music musical orchestration performance
    photography post-production postproduction preproduction pre-production production
    programming property props publicity research scenery score screenplay script second
    sequence set sets sound soundtrack special storyboard story stunt stunts styling
    supervision technical titles transportation transport unit vfx sfx video visual vocals
    voice wardrobe writing
    """
)
_JOBS: Final = joins.words(
    """
    director producer screenwriter writer composer conductor choreographer cinematographer
    editor designer actor actress actors cameraman dancer singer narrator lyricist librettist
    musician arranger orchestrator performer
    """
)
_LINKS: Final = joins.words(
    """
    and & the of for additional original other
    """
)
_SPACE: Final = re.compile(r"[\s_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|&")
# Words that make another trade of the one they stand before: an assistant director directs not.
_LESSER: Final = re.compile(
    r"\b(?:assistant|associate|executive|second unit|additional|line|supervising|deputy|"
    r"casting|technical|fight|stunt|re-?recording)\b"
)


def role(words: str) -> str | None:
    """The role these words name: ``"Music by"`` -> ``"composer"``; ``None`` if they name none.

    Takes headings of lists and infoboxes, verbs with "by", and trade names, in English and the
    common ones of French, German, Spanish and Italian; lower case or not, with or without a colon.
    """
    if len(words) > 120:
        return None
    plain = _SPACE.sub(" ", words.replace("(s)", "")).strip(" :.*–—-•").casefold()
    if not plain or _LESSER.search(plain):
        return None
    for each in _forms(plain):
        if found := _ROLES.get(each):
            return found
    return None


def _forms(plain: str) -> tuple[str, ...]:
    """The phrase as it stands, then with what does not change the role taken off."""
    bare = re.sub(r"^(?:the|a|an|co-?|original|its|film(?:'s|’s)?) ?", "", plain)
    out = [plain, bare]
    for each in (plain, bare):
        out += [
            each.removesuffix(f" {tail}") for tail in ("by", "von", "par", "por", "de", "da", "di")
        ]
    out += [each.removesuffix("s") for each in out]
    out += [each.removeprefix("was ").removeprefix("were ").removeprefix("is ") for each in out]
    return tuple(dict.fromkeys(each.strip() for each in out))


def is_department(words: str) -> bool:
    """Whether this is a department or a bare trade standing where a person's name should.

    ``"Cinematography"``, ``"Sound Department"``, ``"Visual Effects"`` are; ``"Various Artists"``
    (an artist of albums) and ``"Jack Cardiff"`` are not.
    """
    if len(words) > 120:
        return False
    found = [word.casefold() for word in _WORD.findall(words)]
    kept = [word for word in found if word not in _LINKS]
    if not kept:
        return False
    return all(word in _DEPARTMENTS or word in _JOBS for word in kept)
