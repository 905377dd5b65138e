"""Bytes become the characters their writer meant, or a plain sentence says why not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.read.decode import LARGEST, decode

FRENCH = "Élise répond : « L'été à la Grève-d'Azur, où Noël a péri, m'appelle… » – déjà ?"
RUSSIAN = "Маяк погас в полночь, и Эдда ушла. Почему он вернулся, спросил капитан."
JAPANESE = "港の灯台守の娘、絵里は船長の織田と出会う。なぜ海へ行くのですか、と彼女は聞く。"
CZECH = "Přístav byl zavřený, když Edda přišla. Řekla, že počká, dokud loď nepřipluje."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CZECH, "cp1250"),
        ("Niño pequeño, ¿dónde está mañana?", "cp1252"),
        ("Żółta łódź płynęła ścieżką", "cp1250"),
        ("Árvíztűrő tükörfúrógép", "cp1250"),
        ("Rødgrød med fløde på øen, æble", "cp1252"),
        ("Çocuk İstanbul'a gidiyor, şimdi güneş doğuyor", "cp1254"),
        ("Η Έλενα περιμένει στο λιμάνι", "cp1253"),
        ("中文电影的故事是这样开始的，我们来到了这里。", "gb18030"),
        ("한국 영화의 이야기는 이렇게 시작된다.", "euc_kr"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (JAPANESE, "utf-8"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_left_out(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding))[0] == FRENCH


def test_a_file_cut_inside_a_character_is_still_utf_8() -> None:
    text, encoding = decode((FRENCH + " é").encode()[:-1])
    assert encoding == "utf-8"
    assert text.startswith(FRENCH)


def test_a_few_strange_bytes_are_read_one_by_one() -> None:
    data = (FRENCH * 3).encode() + b" It\x92s over."
    assert decode(data) == (FRENCH * 3 + " It’s over.", "utf-8")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_nothing_is_not_readable(data: bytes) -> None:
    with pytest.raises(NotReadable, match="empty"):
        decode(data)


def test_a_picture_is_not_a_text() -> None:
    with pytest.raises(NotReadable, match="not a text"):
        decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def test_far_too_much_is_refused() -> None:
    with pytest.raises(NotReadable, match="more than"):
        decode(b"a" * (LARGEST + 1))


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    with suppress(NotReadable):
        text, encoding = decode(data)
        assert encoding
        assert not any("\ud800" <= character <= "\udfff" for character in text)


@given(st.text(min_size=1).filter(lambda text: text.strip("\0 \t\r\n\ufeff\ufffe")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    try:
        assert decode(text.encode())[0] in (text, text.removeprefix("\ufeff"))
    except NotReadable:
        assert any(character < " " for character in text)
