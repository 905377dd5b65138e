"""What the names of files and folders mean, after Jellyfin, Kodi and Plex."""

import re


def _endings(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


VIDEO = _endings(
    ".3gp .asf .avi .divx .f4v .flv .m2ts .m4v .mkv .mov .mp4 .mpeg .mpg .mts .mxf .ogm .ogv .rm "
    ".rmvb .ts .vob .webm .wmv"
)
SOUND = _endings(".aac .aif .aiff .alac .ape .flac .m4a .mp3 .oga .ogg .opus .wav .wma .wv")
TEXT = _endings(
    ".ass .csv .edl .fdx .fountain .htm .html .json .jsonld .lrc .markdown .md .mediawiki .nfo "
    ".otio .pdf .rst "
    ".sbv .smi .srt .ssa .sub .ttml .dfxp .txt .text .vtt .wiki .wikitext .xhtml .xml"
)
# What lies in film folders and says nothing of the film.
NEITHER = _endings(
    ".7z .bak .bif .bin .bmp .cfg .cue .db .dll .dsv .exe .gif .gz .heic .idx .ico .ini .iso "
    ".jpeg .jpg .lnk .log .m3u .m3u8 .md5 .nzb .part .png .psd .rar .sfv .sha1 .sha256 .srr .svg "
    ".sup .swp .tar .tbn .tif .tiff .tmp .toml .torrent .trickplay .url .webloc .webp .xz .yml "
    ".yaml .zip .zst"
)

EXTRAS = frozenset(
    {
        "backdrops",
        "behind the scenes",
        "clips",
        "deleted scenes",
        "extras",
        "featurettes",
        "interviews",
        "other",
        "sample",
        "samples",
        "scenes",
        "shorts",
        "theme-music",
        "trailer",
        "trailers",
    }
)
ALBUMS = frozenset({"album", "albums", "music", "ost", "score", "soundtrack", "soundtracks"})
# Folders of a film, never films themselves.
INSIDE = ALBUMS | {
    "articles",
    "reviews",
    "script",
    "screenplay",
    "sources",
    "subs",
    "subtitles",
    "texts",
}
SYSTEM = frozenset(
    {"$recycle.bin", "@eadir", "__macosx", "lost+found", "system volume information"}
)
OURS = ".entracte."  # in the names of files that are written beside a film
SYSTEM_FILES = frozenset({"desktop.ini", "thumbs.db"})
DISCS = frozenset({"bdmv", "video_ts", "hvdvd_ts"})

_EXTRA_ENDING = re.compile(
    r"[-._ ](?:behindthescenes|clip|deleted|deletedscene|extra|featurette|interview|other|sample"
    r"|scene|short|trailer)\d*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d{1,18})")


def is_extra(stem: str) -> bool:
    """Whether a video of this name is a trailer, a sample or the like: not the film."""
    return stem.casefold() in {"sample", "trailer"} or _EXTRA_ENDING.search(stem) is not None


def is_hidden(name: str) -> bool:
    """Whether a file is nothing a person laid there; what entracte wrote is no source of a page."""
    plain = name.casefold()
    ours = OURS in plain and not is_page(name)  # a page may come from somebody else
    return name.startswith((".", "~$")) or ours or plain in SYSTEM | SYSTEM_FILES


def in_order(name: str) -> tuple[object, ...]:
    """Sorts as people read: "2 Waltz" before "10 March", capitals beside small letters."""
    pieces = _DIGITS.split(name.casefold())
    return (tuple((i % 2, int(p) if i % 2 else p) for i, p in enumerate(pieces)), name)


def is_page(name: str) -> bool:
    """Whether this is a page that travels without its film: ``Film.entracte.json``."""
    return name.casefold().endswith(".entracte.json")


def is_sidecar(name: str, stem: str) -> bool:
    """Whether a file of this name belongs to the film whose name has this stem."""
    return name == stem or (name.startswith(stem) and name[len(stem)] in ".-_ ")
