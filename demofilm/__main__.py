"""python -m demofilm: make the demo film (all of it, or one scene), or check what was made."""

import argparse


def main():
    """Read the options and do it."""
    ap = argparse.ArgumentParser(prog="python -m demofilm", description="Make the demo film, a shadow play.")
    ap.add_argument("--scene", nargs="*", default=None, help="draw these scenes anew, then join the film")
    ap.add_argument("--all", action="store_true", help="draw every scene anew")
    ap.add_argument("--texts", action="store_true", help="only subtitles, texts and truth")
    ap.add_argument("--stills", metavar="FOLDER", help="contact sheets of the scenes given (or of all)")
    ap.add_argument("--crf", type=int, default=None, help="quality of the pictures (lower is better and larger)")
    ap.add_argument("--check", action="store_true", help="compare the truth with the finished files")
    o = ap.parse_args()
    if o.check:
        from .check import check

        raise SystemExit(check())
    from . import make
    from .story import SCENES
    from .timeline import Timeline

    numbers = [int(n) for n in o.scene] if o.scene is not None else None
    if o.stills:
        from .preview import sheet

        for n in numbers or [s.n for s in SCENES]:
            print(sheet(n, o.stills))
    elif o.texts:
        make.write_texts(Timeline())
    else:
        everything = [s.n for s in SCENES] if o.all else None
        make.make(everything or numbers, o.crf or make.CRF)


if __name__ == "__main__":
    main()
