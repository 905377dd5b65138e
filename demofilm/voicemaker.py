"""Makes the voices once, with free synthesisers; the film itself only reads the sound file kept here.

Needs flite, festival (voice festvox-us-slt-hts) and sox:  python -m demofilm.voicemaker
"""

import json
import pathlib
import subprocess
import tempfile
import wave

import numpy as np

from .story import PERSON, SCENES

HERE = pathlib.Path(__file__).parent
RATE = 24000
# engine, voice, speed, then what sox does: pitch in cents, tempo, warmth
RECIPES = {
    "girl": ("festival", "cmu_us_slt_arctic_hts", 1.0, "pitch 120 tempo -s 0.91 treble 2"),
    "impresario": ("flite", "rms", 1.0, "pitch -150 tempo -s 0.96 bass 3 treble -1"),
    "composer": ("flite", "awb", 1.0, "pitch 90 tempo -s 0.94"),
    "mistress": ("flite", "slt", 1.0, "pitch -230 tempo -s 0.95 bass 2"),
    "shoemaker": ("flite", "rms", 1.06, "pitch 260 tempo -s 0.92 tremolo 5.5 14 treble -2"),
    "caller": ("flite", "kal16", 1.0, "pitch -60 tempo -s 0.98 treble -3"),
}


def speak(text, recipe, out):
    """One line of text to a mono WAV file at 24 kHz, without silence at its ends."""
    engine, voice, stretch, effects = RECIPES[recipe]
    with tempfile.TemporaryDirectory() as folder:
        raw = pathlib.Path(folder) / "raw.wav"
        if engine == "flite":
            command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}",
                       "-t", text, "-o", str(raw)]
            subprocess.run(command, check=True, capture_output=True)
        else:
            subprocess.run(["text2wave", "-eval", f"(voice_{voice})", "-o", str(raw)],
                           input=text.encode(), check=True, capture_output=True)
        trim = "silence 1 0.02 0.4% reverse silence 1 0.02 0.4% reverse".split()
        subprocess.run(["sox", "-D", str(raw), "-r", str(RATE), "-c", "1", str(out),
                        *trim, *effects.split(), "highpass", "80", "norm", "-3"],
                       check=True, capture_output=True)


def samples(path):
    """A WAV file's samples between -1 and 1."""
    with wave.open(str(path)) as f:
        return np.frombuffer(f.readframes(f.getnframes()), "<i2").astype(np.float32) / 32768


def levelled(x, target=.12):
    """The voice with its loud moments (the 70th centile of 50 ms blocks) at one level."""
    block = RATE // 20
    power = [np.sqrt(np.mean(x[i:i + block] ** 2)) for i in range(0, len(x) - block, block)]
    return x * target / max(np.percentile(power, 70), 1e-4)


def make():
    """Every line into one Opus file, and a JSON that says where each begins and ends."""
    import av

    parts, index, at = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        for scene in SCENES:
            for k, line in enumerate(scene.lines):
                path = pathlib.Path(folder) / "line.wav"
                speak(line.text, PERSON[line.speaker].voice, path)
                x = levelled(samples(path))
                x = np.tanh(x * 1.2) / 1.2
                index.append({"scene": scene.n, "line": k, "text": line.text,
                              "start": at, "length": len(x)})
                gap = np.zeros(RATE // 5, np.float32)
                parts += [x, gap]
                at += len(x) + len(gap)
    sound = np.concatenate(parts)
    with av.open(str(HERE / "voices.opus"), "w") as out:
        stream = out.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = 40000
        frame = av.AudioFrame.from_ndarray(sound[None].astype(np.float32), "flt", "mono")
        frame.sample_rate = RATE
        resample = av.AudioResampler("s16", "mono", RATE)
        for piece in [*resample.resample(frame), None]:
            out.mux(stream.encode(piece))
    (HERE / "voices.json").write_text(json.dumps({"rate": RATE, "lines": index}, indent=1) + "\n")
    return index


if __name__ == "__main__":
    for entry in make():
        print(entry["scene"], entry["line"], round(entry["length"] / RATE, 2), entry["text"])
