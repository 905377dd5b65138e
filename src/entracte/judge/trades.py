"""Trades: which words for what somebody does may be said of one person at once."""

from typing import Final

# Words of one line may all be said of the same person: "the detective", "a police officer".
_LINES: Final = (
    "teacher instructor tutor professor coach governess lecturer schoolteacher trainer headmaster "
    "headmistress schoolmaster",
    "director filmmaker",
    "conductor",
    "choreographer",
    "composer songwriter",
    "impresario",
    "playwright dramatist",
    "detective cop policeman policewoman inspector sheriff constable deputy marshal officer "
    "lieutenant sergeant captain commissioner agent investigator patrolman chief spy operative",
    "lawyer attorney solicitor barrister prosecutor advocate",
    "judge magistrate",
    "doctor physician surgeon psychiatrist psychologist therapist dentist psychoanalyst",
    "nurse midwife",
    "butler servant maid housekeeper valet footman",
    "driver chauffeur cabbie",
    "cook chef baker",
    "journalist reporter columnist editor newspaperman newswoman anchorman correspondent",
    "novelist author poet writer",
    "priest minister reverend pastor vicar chaplain bishop cardinal monk",
    "nun abbess",
    "rabbi",
    "barber hairdresser",
    "carpenter builder joiner",
    "farmer rancher shepherd",
    "fisherman sailor skipper boatswain helmsman",
    "pilot aviator",
    "soldier",
    "banker financier stockbroker broker accountant",
    "architect engineer",
    "painter sculptor",
    "photographer cameraman cinematographer",
    "waiter waitress bartender barmaid innkeeper barman",
    "tailor dressmaker seamstress",
    "shopkeeper grocer butcher florist bookseller",
    "librarian archivist",
    "miner",
    "blacksmith",
    "clockmaker watchmaker",
    "undertaker mortician",
    "gardener",
    "violinist pianist cellist organist trumpeter flautist",
    "tenor soprano baritone",
)
GROUP: Final = {word: number for number, line in enumerate(_LINES) for word in line.split()}
NOT_NOW: Final = (
    r"\b(?:former|formerly|ex|retired|turned|posing|undercover|disguised|pretend\w*|aspiring|"
    r"would-be|future|once|later|becomes?|became|fake|supposed|self-styled|trains?|studies)\b"
)
