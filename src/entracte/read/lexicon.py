"""Words that tell a person's name from a place, a company or the start of a sentence."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations whose full stop ends no sentence.
SHORT: Final = _words(
    "mr mrs ms dr st sgt lt capt col gen prof rev hon jr sr mt no vs messrs mme mlle"
)

# Small words inside names: Maria von Trapp, Ludwig van Beethoven, Cyrano de Bergerac.
PARTICLES: Final = _words(
    "de da di du del della der den des la le van von zu zur af av bin ibn al el ter y e"
)

HONOURS: Final = _words(
    "mr mrs ms miss mister sir lady lord dame madam madame mme mlle monsieur mademoiselle señor "
    "señora señorita signor signora herr frau fräulein don doña dr doctor prof professor captain "
    "capt colonel col general gen major lieutenant lt sergeant sgt corporal private commander "
    "admiral commodore ensign marshal sheriff deputy officer detective inspector constable "
    "superintendent agent chief king queen prince princess duke duchess count countess baron "
    "baroness earl marquis marquess emperor empress tsar czar pope bishop cardinal father mother "
    "sister brother reverend rev rabbi pastor saint st aunt uncle auntie grandma grandpa granny "
    "cousin judge justice president senator governor mayor congressman minister chancellor "
    "ambassador secretary coach nurse master mistress rear vice maestro warden principal dean "
    "chairman inspector-general brigadier gunnery staff sergeant-major little old young big"
)
# Honours that come before real people's names as their own: "Sir Thomas Beecham".
_LOWER_ONLY: Final = _words("little old young big")

# Never the first word of a name, wherever they stand.
NEVER: Final = _words(
    "the a an i i'm i'd i'll i've it its it's he she they we you his her their our your my this "
    "that these "
    "those who whom whose which what there here and but or nor so yet if as because although "
    "though while when whenever where wherever after before since until once upon with without "
    "within from into onto for of in on at by to not no every each both all some any most many "
    "few several another other such"
)

# Ordinary words that often open a sentence; a name never does with them (bar "Will", "May").
FUNCTION: Final = NEVER | _words(
    "is are was were be been being do does did has have had can could shall should would must "
    "might him them us me himself herself itself themselves one two three four five six seven "
    "eight nine ten eleven twelve dozens hundreds thousands first second third last next then "
    "now later soon still again also even only just ever never always often sometimes perhaps "
    "maybe however nevertheless nonetheless therefore thus hence moreover furthermore meanwhile "
    "instead otherwise besides despite during between among amid against about above across "
    "along around behind below beneath beside beyond down inside like near off out outside over "
    "past through throughout toward towards under underneath unlike up via per than too very "
    "more less much enough quite rather almost nearly back away together apart alone afterward "
    "afterwards today tonight tomorrow yesterday how why whether either neither rather due given "
    "years months weeks days hours minutes moments year month week day night morning evening "
    "afternoon nothing something everything anything nobody somebody everybody anybody everyone "
    "someone anyone none others people men women man woman boy girl boys girls children child "
    "unable able unaware angry afraid desperate determined yes oh well okay please part act "
    "chapter scene film films movie movies upon seeing prior according amongst having being "
    "eventually finally suddenly immediately shortly originally initially set based told "
    "convinced shocked horrified enraged furious devastated heartbroken frustrated disguised "
    "armed left trapped surrounded forced caught faced torn born raised known called named "
    "added released directed produced written filmed shot made stars critics reviews edited "
    "photographed composed choreographed scored designed narrated adapted conducted scripted "
    "cinematography photography choreography editing costumes lensed sets music script screenplay "
    "whilst lastly firstly secondly additionally consequently subsequently interestingly inspired "
    "impressed confused intrigued worried relieved encouraged feeling thinking believing realizing "
    "realising knowing hearing learning fearing wanting hoping trying using taking leaving making "
    "returning arriving following including starting beginning running walking looking finding "
    "ten twenty thirty forty fifty hundred thousand half"
)

_MONTHS: Final = _words(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday christmas easter halloween "
    "thanksgiving ramadan hanukkah valentine"
)
_PLACES: Final = _words(
    "africa america american americas asia europe european australia australian austria austrian "
    "algeria argentina belgium belgian bohemia bolivia brazil brazilian britain british bulgaria "
    "burma cambodia canada canadian chile china chinese colombia congo croatia cuba cuban cyprus "
    "czech czechoslovakia denmark danish dutch ecuador egypt egyptian england english estonia "
    "ethiopia finland finnish france french germany german ghana greece greek greenland guatemala "
    "haiti holland hungary hungarian iceland india indian indonesia iran iranian iraq iraqi "
    "ireland irish israel israeli italy italian jamaica japan japanese jewish jew jews kenya "
    "korea korean "
    "kuwait latvia lebanon libya lithuania luxembourg malaysia malta mexico mexican monaco "
    "mongolia morocco nepal netherlands nicaragua nigeria norway norwegian pakistan palestine "
    "panama paraguay persia persian peru philippines poland polish portugal portuguese prussia "
    "romania romanian russia russian russians samoa saudi scandinavia scotland scottish serbia "
    "siberia "
    "singapore slovakia slovenia somalia soviet soviets spain spanish sudan sweden swedish "
    "switzerland swiss syria taiwan thailand tibet tunisia turkey turkish uganda ukraine "
    "ukrainian uk us usa u.s u.s. u.k u.k. ussr uruguay venezuela vietnam vietnamese wales "
    "welsh yemen "
    "yugoslavia zimbabwe alabama alaska arizona arkansas california colorado connecticut delaware "
    "florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
    "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma "
    "oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming "
    "london paris berlin rome vienna madrid lisbon moscow petersburg leningrad tokyo kyoto "
    "beijing peking shanghai hong kong saigon hanoi bangkok delhi bombay mumbai calcutta cairo "
    "casablanca tangier algiers athens istanbul constantinople jerusalem baghdad tehran kabul "
    "dublin belfast edinburgh glasgow liverpool manchester birmingham brighton cambridge oxford "
    "venice florence milan naples sicily turin genoa monte carlo nice cannes marseille lyon "
    "bordeaux munich hamburg cologne frankfurt dresden salzburg zurich geneva brussels antwerp "
    "amsterdam rotterdam hague copenhagen stockholm oslo helsinki warsaw prague budapest "
    "bucharest sofia belgrade kiev odessa york brooklyn manhattan bronx harlem queens hollywood "
    "chicago boston philadelphia baltimore pittsburgh detroit cleveland cincinnati milwaukee "
    "minneapolis louis memphis nashville atlanta miami orleans houston dallas austin antonio "
    "denver vegas reno phoenix tucson albuquerque angeles francisco seattle portland honolulu "
    "toronto montreal vancouver ottawa sydney melbourne havana acapulco tijuana rio janeiro "
    "buenos aires lima caracas provence normandy brittany riviera bavaria tuscany transylvania "
    "catalonia andalusia bosnia kosovo chechnya atlantic pacific mediterranean caribbean arctic "
    "antarctica antarctic sahara himalayas alps andes thames seine nile rhine danube hudson "
    "mississippi christian christians christianity muslim muslims islam catholic catholics "
    "protestant buddhist hindu "
    "nazi nazis communist communists democrat republican roman romans latin arabic arab arabs "
    "hebrew "
    "aztec mayan viking vikings americans germans italians mexicans chinatown asian african "
    "africans europeans western eastern northern southern north south east west mars earth moon "
    "jupiter venus saturn god heaven hell satan jesus christ lord internet bible quran koran "
    "fbi cia nypd lapd swat dea nasa kgb nsa un ira tv dvd dna cctv gps nazi's okay ok ad bc am pm "
    "skyfall mi5 mi6 interpol paramount universal columbia mgm rko netflix pixar vitaphone gestapo"
)
NOT_NAMES: Final = _MONTHS | _PLACES

# The last (or an inner) word of a name that is no person's: Covent Garden, Swan Lake, Lyric Opera.
THINGS: Final = _words(
    "academy administration agency air airlines airport airways alley alliance apartments archive "
    "archives arena army art arts association asylum avenue award awards bank bar barracks base "
    "basin bay beach bill birthday block boat boulevard bridge broadcasting brigade building "
    "bureau cabin "
    "cafe café camp campus canal canyon cape capitol carnival casino castle cathedral cave caves "
    "cemetery center centre century chapel church cinema circus city club coast code college "
    "colony "
    "commission committee community company conference congress constitution convent corp "
    "corporation corps council county court creek crisis cup day days department desert diner "
    "district division dynasty embassy empire enterprises entertainment estate estates exchange "
    "expedition express factory fair falls farm federation ferry festival field fields film films "
    "fleet force forces forest fort foundation fund galaxy gallery games garage garden gardens "
    "gate ghetto globe gorge government group guard guards guild gulf hall harbor harbour heights "
    "highway hill hills home hospital hotel house inc incorporated industries inn institute "
    "institution island islands isle jail journal jungle kingdom lab laboratories laboratory lake "
    "lakes league legion library line lodge ltd magazine mall manor mansion market mine "
    "ministry mission monastery monument motel motors mount mountain mountains movement museum "
    "music "
    "national nation nations navy network news newspaper night nightclub observatory ocean office "
    "opera operation orchestra order organisation organization palace park parkway party pass "
    "penitentiary penthouse philharmonic pictures pier place plains planet plant plaza point "
    "police "
    "port post press prison prize productions project province pub railroad railway ranch range "
    "records region regiment religion republic reserve resort restaurant review revolution rink "
    "river road "
    "room ruins saloon sanatorium school sea senate service services ship shop shore show society "
    "soundtrack square squad stadium star station statue store strait street streets studio "
    "studios suite "
    "summit swamp symphony syndicate system tavern team technologies temple territory theater "
    "theatre times tower town track trail train treaty trial tribe tribune trust tunnel "
    "underground union united university unit valley vault village villa volcano wall war ward "
    "wars way week weekly wing woods works world yard zone zoo ballet rite requiem overture "
    "symphony sonata concerto suite waltz song songs hymn anthem story tale tales chronicles "
    "championship championships tournament bowl series season episode volume oscar oscars emmy "
    "golden globe bafta palme technicolor vistavision cinemascope broadway bible magazine "
    "theatre-royal co mafia triad yakuza cartel outfit gestapo luftwaffe wehrmacht rebellion "
    "senate "
    "militia navy-seals ambulance nebula quadrant uss hms ss mercedes bmw porsche ferrari cadillac "
    "ford-mustang chevrolet chevy buick mustang jeep boeing harley-davidson winchester uzi"
)
# The last word of a company's name: it makes films and is no person.
COMPANY: Final = _words(
    "pictures productions production films film studios studio company corporation corp inc ltd "
    "limited entertainment orchestra philharmonic symphony organisation organization records "
    "department media group releasing distribution distributors network television tv association "
    "theatre theater ballet opera choir chorus ensemble quartet band academy institute foundation "
    "enterprises international cinema cinemas gmbh filmproduktion"
)
# Words that make a company of persons' names when they stand first: "Ballet Lermontov".
LEADING: Final = _words(
    "ballet opera orchestra company teatro théâtre theatre hotel hôtel café cafe villa lake mount "
    "fort port camp castle château bank radio operation project planet university college "
    "rue via plaza piazza palais saint-germain studio studios club chez uss hms ss new san santa "
    "los las el north south east west great upper lower central royal national grand camp isla"
)

KIN: Final = _words(
    "mother father sister brother son daughter wife husband aunt uncle cousin niece nephew "
    "grandmother grandfather grandson granddaughter stepmother stepfather stepson stepdaughter "
    "stepbrother stepsister fiancé fiancée fiance fiancee mum mom dad mama papa twin widow "
    "widower parents grandparents ex-wife ex-husband half-brother half-sister sister-in-law "
    "brother-in-law mother-in-law father-in-law son-in-law daughter-in-law godfather godmother "
    "godson"
)
TRADES: Final = _words(
    "friend friends boyfriend girlfriend lover partner colleague boss assistant secretary rival "
    "enemy neighbor neighbour roommate mentor student pupil teacher tutor governess nanny maid "
    "butler servant cook chef waiter waitress bartender barman driver chauffeur pilot sailor "
    "soldier captain officer detective inspector policeman policewoman cop sheriff lawyer "
    "attorney judge "
    "prosecutor doctor surgeon nurse psychiatrist psychologist therapist dentist scientist "
    "professor engineer architect journalist reporter editor writer author novelist poet "
    "playwright painter sculptor artist musician pianist violinist cellist guitarist singer "
    "soprano tenor composer conductor dancer ballerina choreographer impresario actor actress "
    "director producer photographer model designer agent spy assassin hitman killer murderer "
    "gangster mobster criminal thief burglar robber smuggler dealer gambler prostitute pimp "
    "prisoner inmate convict guard warden priest nun monk bishop rabbi minister preacher vicar "
    "king queen prince princess duke duchess count countess baron lord lady emperor heir heiress "
    "knight squire wizard witch sorcerer vampire ghost demon angel alien robot android cyborg "
    "farmer rancher cowboy outlaw miner fisherman hunter shepherd merchant shopkeeper banker "
    "businessman businesswoman tycoon millionaire billionaire clerk salesman saleswoman worker "
    "manager owner landlord landlady leader member head chief president politician senator "
    "governor mayor ambassador general colonel major lieutenant sergeant corporal private veteran "
    "man woman boy girl child kid baby teenager youth orphan stranger widow bride groom lad "
    "suitor companion accomplice henchman bodyguard mercenary hacker coach player boxer fighter "
    "athlete champion fan classmate schoolmate cheerleader janitor caretaker gardener mechanic "
    "carpenter tailor shoemaker baker butcher barber hairdresser clown magician acrobat puppeteer "
    "fugitive survivor victim witness suspect informant dancer understudy star diva patient "
    "crook con-man conman hustler trucker biker racer jockey drifter hobo tramp vagabond native "
    "resident citizen refugee immigrant playboy socialite womanizer drunk alcoholic addict nerd "
    "sexton verger abbot abbess hermit page chieftain maharajah sultan vizier pasha shah "
    "empress goddess "
    "witch hag crone maiden lass fool jester beggar pauper peasant serf slave deacon monarch "
    "consul "
    "envoy courier herald scribe scholar sage prophet saint martyr pilgrim crusader pirate captive "
    "hostage skipper cadet recruit usher porter concierge valet courtesan geisha samurai shaman "
    "seer "
    "oracle seamstress colonist coachman critic couple aristocrat nobleman noblewoman heroine "
    "hero villain "
    "geek bully loner outsider dreamer genius prodigy comrade sidekick ally lieutenant-colonel"
)
PERSON_NOUNS: Final = KIN | TRADES

# Verbs whose subject is a person (third person and past, as plots use them).
ACTS: Final = _words(
    "says said tells told asks asked answers answered replies replied explains explained admits "
    "admitted confesses confessed promises promised threatens threatened warns warned insists "
    "insisted refuses refused agrees agreed accepts accepted decides decided realizes realized "
    "realises realised believes believed thinks thought knows knew wants wanted wishes wished "
    "hopes "
    "hoped loves loved hates hated likes liked meets met marries married kisses kissed hugs kills "
    "killed murders murdered shoots shot stabs stabbed attacks attacked fights fought flees fled "
    "escapes escaped runs ran walks walked goes went comes came arrives arrived leaves left "
    "returns returned travels travelled traveled drives drove rides flies sits stands sleeps "
    "wakes awakens awakes dies died lives lived works worked learns learned discovers discovered "
    "finds found searches looks looked sees saw hears heard watches watched notices noticed "
    "remembers remembered recalls forgets dreams tries tried attempts attempted plans planned "
    "starts began begins continues manages managed struggles helps helped saves saved rescues "
    "rescued takes took gives gave brings brought buys sells steals stole offers offered invites "
    "invited visits visited calls called writes wrote reads sends sent receives received hires "
    "hired persuades persuaded convinces convinced suspects suspected confronts confronted "
    "follows followed chases captures captured arrests arrested releases betrays betrayed "
    "forgives joins joined quits loses lost wins won dances danced sings sang plays played paints "
    "grows becomes became feels felt cries laughs smiles screams shouts whispers is was has had "
    "does did can could will would must may might should cannot wants gets got makes made puts "
    "keeps kept holds turns turned enters entered opens closes throws pulls pushes grabs jumps "
    "falls fell climbs hides reveals revealed shows introduces interrupts approaches allows asks "
    "orders forces rejects proposes suggests spends pretends prepares pays breaks carries catches "
    "chooses claims complains concludes considers contacts creates cuts declares demands destroys "
    "drinks drops eats embraces encounters engages ends enlists experiences expresses faces fails "
    "fires flirts gains greets happens heads ignores informs insults intends intervenes kidnaps "
    "knocks leads lets lies locates misses moves needs obtains observes overhears owns packs "
    "passes performs picks points poses possesses protests pursues raises reaches reacts recovers "
    "regrets relents removes reports resists responds retreats retrieves rushes seduces seems "
    "serves shares shoves signs speaks stays stops succeeds suffers surrenders survives talks "
    "teaches tricks understands urges uses waits wanders wears wonders worries yells recognizes "
    "recognises"
)
# Words before a name whose object is a person.
TOWARDS: Final = _words(
    "tells told asks asked meets met marries married kisses loves loved kills killed murders "
    "shoots stabs visits calls hires helps saves rescues joins follows confronts informs warns "
    "persuades convinces betrays forgives invites catches sees finds recognizes arrests captures "
    "tell ask meet marry kiss love kill murder shoot stab visit call hire help save rescue join "
    "follow confront inform warn persuade convince betray forgive invite protect protects attack "
    "attacks blames blame suspects suspect with between named called befriends befriend leaves "
    "telling asking meeting marrying kissing loving killing visiting calling by and than "
    "introduces seduces "
    "takes brings gives shows offers teaches sends hands pays lets makes forces orders urges allows"
)
# Words before a name that is a place.
AMONG_PLACES: Final = _words(
    "in at near into through throughout across around toward towards outside inside via onto off"
)

_NOT_ADVERBS: Final = _words(
    "emily sally molly holly polly billy willy lily lilly milly kelly shelly beverly elly nelly "
    "wally "
    "italy kimberly july reilly o'reilly solly dolly family jelly scully tully waverly hurley"
)

# Words that end like a trade and are none.
_NO_TRADES: Final = _words(
    "letter river mirror door floor winter water paper newspaper slipper hammer finger order "
    "number corner tower danger "
    "anger power flower dinner chamber summer former latter matter manner banner counter "
    "register shelter shoulder ladder "
    "border fever liver silver copper leather feather weather theater theatre dagger supper "
    "laughter slaughter disaster poster "
    "quarter trigger drawer answer error terror horror motor tractor factor sector interior "
    "exterior superior minor major "
    "list twist mist fist layer prayer offer lever gutter butter litter glitter shower cover "
    "trailer boiler container computer "
    "printer helicopter sweater jumper locker freezer cooker timber lumber chapter encounter "
    "wonder thunder plunder murder "
    "hunger better bitter outer inner upper lower center character transfer career address "
    "fortress mattress distress mirror "
    "rapier saber cancer folder timer burner cylinder splinter cluster blister parlor harbor "
    "armor vapor color other another "
    "waist wrist tumbler locker counter cellar tower altar guitar collar dollar pillar sugar nectar"
)


def somebody(word: str) -> bool:
    """Whether this noun names somebody: a relation, a trade, a being of tales."""
    plain = word.lower()
    one = plain.removesuffix("s")
    if plain in PERSON_NOUNS or one in PERSON_NOUNS or plain in CREATURES:
        return True
    if plain in _NO_TRADES or one in _NO_TRADES or len(one) < 5 or plain in FUNCTION:
        return False
    return one.endswith(_TRADE_ENDS) and not one.endswith(("mber", "ster'"))


_TRADE_ENDS: Final = (
    "ler", "ger", "ner", "cer", "ver", "ker", "per", "ter", "der", "ser", "mer", "tor", "sor",
    "cian", "ist", "man", "woman", "maid", "smith", "monger", "wright", "herd", "stress",
    "tress", "eer", "master", "mistress", "boy", "girl", "folk",
)  # fmt: skip


def adverb(word: str) -> bool:
    """``suddenly``, ``heavily`` -- but not ``Emily``."""
    return word in FUNCTION or (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS)


def ordinary(word: str) -> bool:
    """Whether a lone word that opens a sentence is likely no name."""
    return (
        adverb(word)
        or word in PERSON_NOUNS
        or word in THINGS
        or (word.endswith("ing") and len(word) > 5)
        or (word.endswith(("tion", "ness", "ment", "ists", "ers")) and len(word) > 6)
    )


def trade(word: str) -> bool:
    """A trade that opens a sentence before a name: "Cinematographer Jack Cardiff"."""
    return (word in TRADES and word not in HONOURS) or word in (
        "cinematographer",
        "critic",
        "screenwriter",
    )


def honour(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return plain in HONOURS and plain not in _LOWER_ONLY


def company(words: tuple[str, ...]) -> bool:
    """Whether this is a company or an orchestra, which may be credited but is nobody."""
    plain = [word.lower().rstrip(".") for word in words]
    short = len(plain) == 1 and words[0].isupper() and len(words[0]) > 1
    return (
        plain[-1] in COMPANY
        or short
        or plain[0] in ("royal", "london", "metro-goldwyn-mayer", "famous")
    )


def not_name(words: tuple[str, ...]) -> bool:
    """Whether these capitalised words are a place, a people, a thing, an institution."""
    plain = [word.lower().rstrip(".") for word in words]
    if all(word in NOT_NAMES or word in PARTICLES or word.isdigit() for word in plain):
        return True
    if plain[0] in LEADING and len(plain) > 1:
        return True
    if plain[-1] in THINGS or (len(plain) > 1 and plain[-1] in NOT_NAMES and plain[0] in NOT_NAMES):
        return True
    if any(word in THINGS for word in plain[1:]):
        return True
    return len(plain) > 1 and plain[0] in ("the", "world", "united")


# Beings of tales, who are somebody's role on a stage.
CREATURES: Final = _words(
    "creature creatures monster monsters dragon spirit spirits fairy fairies goblin goblins gnome "
    "elf elves nymph nymphs mermaid mermaids devil devils swan swans wolf fox bear doll dolls "
    "puppet statue giant dwarf dwarfs troll angel angels skeleton bird birds firebird beast ogre "
    "shadow moon sun death snowman scarecrow knight narrator chorus crowd puppeteer courtiers"
)
