"""The page as one file: pictures, typefaces and texts inside."""

from base64 import b64decode

from tests.view import sample

from entracte.export.html import exporter
from entracte.plugins import Exporter, Wish


def test_it_is_an_exporter() -> None:
    made: Exporter = exporter
    assert (made.name, made.forms) == ("html", ("html",))
    assert made.says


def test_stills_and_strip_are_inside() -> None:
    pictures = sample.stills(40)
    text = exporter.export(sample.page(pictures), pictures.__getitem__, Wish()).decode()
    first = text.split('src="data:image/jpeg;base64,')[1].split('"')[0]
    assert b64decode(first) in pictures.values()
    assert "data:image/svg+xml;base64," in text


def test_letters_beyond_western_europe_bring_their_typefaces() -> None:
    from msgspec.structs import replace

    page = sample.page(film=False)
    plain = exporter.export(page, lambda _: b"", Wish())
    wide = exporter.export(replace(page, notes=("Őszi Łódź.",)), lambda _: b"", Wish())
    assert wide.count(b"@font-face") > plain.count(b"@font-face")


def test_texts_are_printed_in_full_however_long() -> None:
    from msgspec.structs import replace

    page = sample.page(film=False)
    long = replace(page.sources[1], body=page.sources[1].body + "word " * 12_000 + "the very last")
    text = exporter.export(replace(page, sources=(page.sources[0], long)), lambda _: b"", Wish())
    assert b"the very last" in text


def test_a_lone_surrogate_does_not_stop_it() -> None:
    from msgspec.structs import replace

    assert exporter.export(
        replace(sample.page(film=False), notes=("\ud800",)), lambda _: b"", Wish()
    )
