"""A film with nothing but subtitles gets scenes, each called by a line and marked as chosen."""

from entracte.choose.salience import SIGNS, salience, salient, signs
from entracte.choose.scenes import scenes
from entracte.model import Claim, Line, Passage, Read, Seen, Shot, Span, Track


def dialogue(blocks: int = 10) -> Track[Line]:
    """Blocks of dialogue of growing size, half a minute apart."""
    items, at = [], 1000
    for block in range(blocks):
        for i in range(4 + 2 * block):
            text = f"The lantern of harbour {block} burns, and I will row there number {i}."
            span = Span(start=at, end=at + 2500)
            who = ("marta", "jon", "the-keeper")[i % 3]
            items.append(Line(id=f"line-{len(items)}", span=span, text=text, speaker=who))
            at += 4000
        at += 30_000
    return Track(items=tuple(items))


def test_scenes_are_chosen_named_by_a_line_and_say_why() -> None:
    lines = dialogue()
    shots = Track(items=(Shot(id="shot-1", span=Span(start=0, end=10**7)),))
    found = scenes(lines, shots)
    assert len(found) == 3
    said = {line.text for line in lines.items}
    for scene in found:
        (title,) = scene.title
        assert title.says.strip("“”") in said
        (why,) = [each.why for each in title.said_by if isinstance(each, Seen)]
        assert why.startswith("Chosen by entracte: of ")
        assert scene.people == ("marta", "jon", "the-keeper")
        assert scene.spans[0].start == 0
    assert [s.spans for s in found] == sorted(s.spans for s in found)


def test_sentences_told_there_describe_it() -> None:
    lines = dialogue()

    def told(says: str, start: int) -> tuple[Span, Claim[str]]:
        read = Read(passage=Passage(source="s", start=start, end=start + 5, quote=says))
        return Span(start=start, end=start + 100), Claim(says=says, said_by=(read,))

    last = lines.items[-1].span
    some = [told("Marta rows out.", 3000), told("She finds the keeper.", last.start - 20_000)]
    found = scenes(lines, Track(), some)
    described = {claim.says: scene for scene in found for claim in scene.description}
    assert "She finds the keeper." in described


def test_nothing_to_choose_from() -> None:
    assert scenes(Track(), Track()) == ()
    assert scenes(dialogue(2), Track()) == ()
    assert signs([], []) == []
    assert salience().signs == SIGNS
    assert len(salient([["a"], ["b", "b"]], [[], ["x"]])) == 2
