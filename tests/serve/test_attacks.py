"""What strangers and hostile files may try: each is answered plainly, and nothing is given away."""

import contextlib
import html as entities
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.serve.asking import FILM, ID, Asking, put, sample_page
from tests.serve.served import Served, serving
from tests.view.reading import Reading

from entracte.model import Claim, Line, Page, Person, Scene, Span, Told
from entracte.serve.app import app
from entracte.serve.vtt import vtt
from entracte.store.shelf import Shelf

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!--<iframe srcdoc='<script>1</script>'>",
    "\u202e\u0000\r\nSet-Cookie: a=b",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("attacked")
    folder = root / "film"
    folder.mkdir()
    (folder / "film.mp4").write_bytes(FILM)
    (root / "secret.txt").write_text("nobody's business")
    shelf = Shelf(home=str(root / "home"))
    put(shelf, sample_page(shelf), folder)
    with serving(root / "home") as found:
        yield found
    assert "Traceback" not in found.errors.read_text()


# ways out of the folders

_WORDS = ("title", "alt", "value", "lang", "srclang", "label", "id")
CLIMBS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc%252fpasswd",
    "....//....//etc/passwd",
    "..%5c..%5cetc%5cpasswd",
    "%c0%ae%c0%ae/etc/passwd",
    "/etc/passwd",
    "%00",
)


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_address_leads_out(served: Served, climb: str) -> None:
    for place in (
        "/static/x/",
        f"/film/{ID}/still/",
        f"/film/{ID}/source/",
        f"/film/{ID}/play/asis/",
        "/film/",
        "/api/film/",
        f"/api/film/{ID}/texts/",
        "/person/",
    ):
        request = f"GET {place}{climb} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        said = served.raw(request.encode())
        assert said.split()[1] in (b"400", b"404", b"405"), place
        assert b"root:" not in said


def test_no_dropped_text_leads_out(shelf: Shelf) -> None:
    client = Asking(app(shelf))
    for name in ("../edits.jsonl", "..", ".hidden.txt", "a/b.txt", "a\\b.txt", "x.exe", "\0.txt"):
        body = {"texts": [{"name": name, "data": "aGVsbG8="}]}
        answer = client.post(f"/api/film/{ID}/texts", body)
        assert answer.status == 400, name
        assert client.get("/api/jobs").json["jobs"] == []
    films = Path(shelf.home) / "films" / ID
    assert not (films / "texts").exists() or not list((films / "texts").iterdir())


# other sites


def test_a_stranger_s_name_is_not_answered(served: Served) -> None:
    for host in (
        "evil.example",
        "evil.example:80",
        "127.0.0.1.nip.io",
        "localhost.evil",
        "0.0.0.0",
    ):
        status, _, body = served.ask("/api/films", headers={"Host": host})
        assert (status, b"film" in body) == (421, False)
    two = b"GET /api/films HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\nConnection: close\r\n\r\n"
    assert served.raw(two).split()[1] in (b"400", b"421")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_stranger_s_page_changes_nothing(served: Served, method: str) -> None:
    for path in (f"/api/film/{ID}/seen", f"/api/film/{ID}/edits", "/api/jobs", "/signin"):
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site", "Origin": f"http://127.0.0.1:{served.port}"},
        ):
            assert served.ask(path, method, {"up_to": 0}, headers)[0] == 403
    assert served.json(f"/api/film/{ID}/seen")["up_to"] is None


def test_a_form_cannot_pass_for_json(served: Served) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        headers = {"Content-Type": kind}
        status, _, _ = served.ask(f"/api/film/{ID}/seen", "PUT", b'{"up_to": 0}', headers)
        assert status == 415


def test_nobody_else_may_read_the_answers(served: Served) -> None:
    headers = {"Origin": "https://evil.example"}
    _, told, _ = served.ask("/api/films", headers=headers)
    assert not [name for name in told if name.lower().startswith("access-control")]
    assert told["cross-origin-resource-policy"] == "same-origin"


# what stands in the sources


def hostile(page: Page, words: str) -> Page:
    """The page with these words wherever a source could have put them."""
    told = (Told(by=words, why=words),)
    claim = Claim(says=words, said_by=told, evidence=told)
    person = Person(id=words[:40], name=words, aliases=(words,), described=(claim,))
    line = Line(id="l", span=Span(start=0, end=900), text=words, label=words, language=words)
    scene = Scene(id=words[:30], title=(claim,), description=(claim,), context=(claim,))
    sources = tuple(
        replace(source, title=words, body=words + source.body, file=words, repairs=())
        for source in page.sources
    )
    return replace(
        page,
        film=replace(page.film, title=(claim, *page.film.title)),
        synopsis=(claim,),
        plot=(claim,),
        people=(*page.people, person),
        parts=(*page.parts, scene),
        lines=replace(page.lines, items=(line, *page.lines.items[1:])),
        set_aside=(claim,),
        notes=(words,),
        sources=sources,
    )


@pytest.mark.parametrize("words", EVIL)
def test_words_of_sources_stay_words(shelf: Shelf, folder: Path, words: str) -> None:
    page = hostile(sample_page(shelf), words)
    put(shelf, page, folder)
    client = Asking(app(shelf))
    for path in ("/", f"/film/{ID}", f"/film/{ID}/source/a", f"/find?q={entities.escape('alert')}"):
        answer = client.get(path)
        seen = Reading(answer.text)
        assert [each for each in seen.inline if not _only_words(each)] == [], path
        assert "<script>alert" not in answer.text
        assert "onerror=alert" not in answer.text.replace("&lt;img src=x onerror=alert", "")
        assert "set-cookie" not in answer.headers
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
    for path in ("band.svg", "strip.svg"):
        assert "<script" not in client.get(f"/film/{ID}/{path}").text
    text = vtt(page.lines, page)
    assert "<script" not in text
    assert "<img" not in text


def _only_words(attribute: str) -> bool:
    """Whether this is an attribute that nothing runs or follows: ``a title=javascript:…``."""
    name = attribute.partition(" ")[2].partition("=")[0]
    return name.startswith(("data-", "aria-")) or name in _WORDS


def test_json_is_never_taken_for_a_page(shelf: Shelf, folder: Path) -> None:
    put(shelf, hostile(sample_page(shelf), EVIL[0]), folder)
    answer = Asking(app(shelf)).get(f"/api/film/{ID}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


# what requests say of themselves


@pytest.mark.parametrize("given", ["a\r\nX-Evil: 1", "%0d%0aX-Evil:%201", "a\nX-Evil: 1"])
def test_headers_cannot_be_slipped_in(served: Served, given: str) -> None:
    for path in (f"/find?q={given}", f"/?by={given}", f"/film/{given}", f"/signin?next=/{given}"):
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        head = served.raw(request.encode()).partition(b"\r\n\r\n")[0].lower()
        assert b"x-evil" not in head


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("bytes=0-99", 206),
        ("bytes=5-2", 400),
        ("bytes=999999999999-", 416),
        ("bytes=-0", 416),
        ("bytes=0-0,1-1", 206),
        ("bytes=" + ",".join(f"{i}-{i}" for i in range(0, 4000, 2)), None),
        ("bytes=18446744073709551616-", 416),
        ("bytes=--5", 416),
        ("elephants=0-5", None),
        ("bytes=" + "9" * 3000 + "-", None),
    ],
)
def test_stretches_that_lie(served: Served, said: str, status: int | None) -> None:
    got, headers, body = served.ask(f"/film/{ID}/video", headers={"Range": said})
    assert got in (200, 206, 400, 416)
    if status is not None:
        assert got == status
    assert len(body) <= 4 * len(FILM)
    assert int(headers.get("content-length", len(body))) == len(body)


def test_large_bodies_are_not_taken(served: Served) -> None:
    path = f"/api/film/{ID}/edits"
    assert served.ask(path, "POST", b"x" * 200_000)[0] == 413
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with served.line() as line:
        line.sendall(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        try:
            for _ in range(50):
                line.sendall(chunk)
        except OSError:
            pass
        assert line.recv(100).split()[1] == b"413"
    claimed = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n"
    with served.line() as line:
        line.sendall(claimed.encode())
        assert line.recv(100).split()[1] == b"413"


def test_deep_and_broken_json_is_told_plainly(served: Served) -> None:
    for body in (b"[" * 60_000, b'{"claim":' * 5_000, b"\xff\xfe", b"{}", b"null", b'{"a":1}', b""):
        status, _, said = served.ask(f"/api/film/{ID}/edits", "POST", body)
        assert status in (400, 413)
        assert b'"what"' in said


def test_long_heads_are_not_taken(served: Served) -> None:
    request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000
    assert b" 200 " not in served.raw(request)[:40]
    assert served.ask("/api/films")[0] == 200


def test_whoever_says_nothing_is_cut_and_others_are_served(served: Served) -> None:
    silent = [served.line() for _ in range(60)]
    dripping = [served.line() for _ in range(60)]
    began = time.monotonic()
    try:
        for line in dripping:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        status, _, _ = served.ask("/api/films")
        assert status == 200
        while time.monotonic() - began < 17:
            for line in dripping:
                try:
                    line.sendall(b"X: y\r\n")
                except OSError:
                    continue
            time.sleep(0.7)
        for line in (*silent, *dripping):
            line.settimeout(5)
            with contextlib.suppress(ConnectionError):
                assert line.recv(10) == b""
    finally:
        for line in (*silent, *dripping):
            line.close()


def test_more_lines_than_can_be_served_are_told_so(served: Served) -> None:
    lines: list[socket.socket] = []
    try:
        lines.extend(served.line() for _ in range(420))
        lines[-1].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert lines[-1].recv(100).split()[1] == b"503"
    finally:
        for line in lines:
            line.close()
    time.sleep(0.3)
    assert served.ask("/api/films")[0] == 200
