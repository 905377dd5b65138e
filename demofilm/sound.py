"""The film's sound: voices in their rooms, music under them, noises, and silence; one stereo mix."""

import pathlib

import av
import numpy as np

from .instruments import RATE, band, bell, clock, hall, noise, shaped
from .music import WALTZ_BAR, piece
from .story import CUES, WALTZ_BARS_IN
from .story import RATE as FPS
from .timeline import HERE, VOICES, seconds

PAN = {"nela": -.18, "vasmer": .28, "felix": .22, "zelenka": -.35, "brack": -.25, "pym": .5}
# scene: (length of the room's echo in seconds, how much of it)
ROOMS = {2: (1.5, .30), 3: (.8, .20), 4: (.5, .12), 10: (.6, .16), 11: (1.2, .5), 12: (1.9, .34)}
MASTER = 0.8


def voices():
    """The samples of the voices' file, at 48 kHz."""
    with av.open(str(HERE / "voices.opus")) as f:
        resample = av.AudioResampler("flt", "mono", RATE)
        parts = [p.to_ndarray()[0] for a in f.decode(audio=0) for p in resample.resample(a)]
        parts += [p.to_ndarray()[0] for p in resample.resample(None)]
    return np.concatenate(parts)


def voice_pieces(timeline):
    """(line, sound) of everything that is said."""
    x, k = voices(), RATE / VOICES["rate"]
    for s in timeline.said:
        piece_ = x[int(s.source * k):int((s.source + s.length) * k)]
        yield s, shaped(piece_, .004, .012)


def cue_times(timeline):
    """(cue, from, to, seconds into the piece) for every cue, in seconds of the film."""
    for cue in CUES:
        a, b = seconds(timeline, cue.start), seconds(timeline, cue.end)
        offset = 0.3 + WALTZ_BARS_IN * WALTZ_BAR if cue.piece == "waltz" else 0.0
        length = piece(cue.piece).shape[1] / RATE - offset
        yield cue, a, min(b, a + length), offset


def whistle():
    """Two long calls of a locomotive."""
    t = clock(2.4)
    on = np.where((t < .75) | ((t > .95) & (t < 2.3)), 1.0, 0.0)
    on = np.convolve(on, np.hanning(4800) / 2400, "same")
    bend = 1 - .03 * np.exp(-t * 6) - .02 * np.clip(t - 1.9, 0, 1)
    x = sum(np.sin(2 * np.pi * np.cumsum(f * bend) / RATE + i) for i, f in enumerate((415, 523, 622, 784)))
    x = x * .2 + .12 * band(noise(31, len(t)), 500, 3000)
    return (x * on * .5).astype(np.float32)


def wind(length):
    """Wind that rises and falls."""
    t = clock(length)
    x = band(noise(32, len(t)), 250, 900, 3) * (.55 + .45 * np.sin(t * 2.1 - .6)) + .3 * band(noise(33, len(t)), 900, 1500, 4)
    return shaped((x * .16).astype(np.float32), .5, .7)


def firework(length=1.7):
    """A burst and its crackle."""
    t = clock(length)
    x = band(noise(34, len(t)), 30, 900) * np.exp(-t * 5) * .9
    crack = noise(35, len(t)) * (noise(36, len(t)) > 3.1) * 5
    x = x + band(crack, 900, 9000) * np.exp(-t * 1.6) * (t > .15)
    return shaped((x * .6).astype(np.float32), .002, .2)


def murmur(length):
    """Many people talking low before a curtain: voiced noise that comes and goes."""
    t = clock(length)
    x = np.zeros_like(t)
    for i in range(9):
        syllables = np.clip(np.sin(2 * np.pi * (3.1 + .37 * i) * t + i) + .4 * np.sin(1.3 * t * (i + 1)), 0, 1)
        x += band(noise(40 + i, len(t)), 180 + 35 * i, 620 + 90 * i, 3) * syllables
    return shaped((x * .05).astype(np.float32), .3, .8)


def applause(length):
    """Many hands."""
    r = np.random.default_rng(50)
    x = np.zeros(int(length * RATE), np.float32)
    clap = band(noise(51, 2400), 700, 3200) * np.exp(-np.arange(2400) / 330)
    for at in r.uniform(0, length - .06, 420):
        i = int(at * RATE)
        x[i:i + 2400] += (clap * r.uniform(.3, 1))[:len(x) - i]
    return shaped(x * .10, .5, 1.0)


def tolls():
    """The church bell, twice."""
    one = bell(233.0, 3.0)
    x = np.zeros(int(3.4 * RATE), np.float32)
    for at in (0, 1.5):
        i = int(at * RATE)
        x[i:] += one[:len(x) - i] * .5
    return shaped(x, .002, .3)


NOISES = {"whistle": lambda n: whistle(), "wind": lambda n: wind(n.length + .5), "firework": lambda n: firework(),
          "murmur": lambda n: murmur(n.length + .6), "applause": lambda n: applause(n.length + .8), "bell": lambda n: tolls()}


def smooth(x, width):
    """A gliding mean."""
    k = int(width * 100)
    return np.convolve(np.pad(x, k, "edge"), np.hanning(k * 2 + 1) / np.hanning(k * 2 + 1).sum(), "same")[k:-k]


def mix(timeline):
    """The whole film's sound, (2, samples)."""
    n = round(timeline.frames / FPS * RATE)
    out = np.zeros((2, n), np.float32)
    talk = np.zeros(n // 480 + 1)

    def lay(sound, at, gain=1.0, pan=0.0):
        i = int(at * RATE)
        if sound.ndim == 1:
            left, right = np.cos((pan + 1) * np.pi / 4) * 1.2, np.sin((pan + 1) * np.pi / 4) * 1.2
            sound = np.stack([sound * left, sound * right])
        k = min(sound.shape[1], n - i)
        out[:, i:i + k] += sound[:, :k] * np.float32(gain)

    rooms = {}
    for s, x in voice_pieces(timeline):
        if s.line.off:
            x = band(x, 250, 2600) * (1.1 if s.scene == 10 else .8)
        room = rooms.setdefault(s.scene, np.zeros((2, n), np.float32))
        i, pan = int(s.start_ms / 1000 * RATE), PAN[s.line.speaker]
        k = min(len(x), n - i)
        room[0, i:i + k] += x[:k] * np.cos((pan + 1) * np.pi / 4) * 1.3
        room[1, i:i + k] += x[:k] * np.sin((pan + 1) * np.pi / 4) * 1.3
        talk[s.start_ms // 10:s.end_ms // 10 + 1] = 1
    for number, room in rooms.items():
        a, b = timeline.start[number] * RATE // FPS, min((timeline.end[number] + 48) * RATE // FPS, n)
        length, wet = ROOMS[number]
        out[:, a:b] += hall(room[:, a:b], length, wet, number, 3600) * 1.05
    duck = 1 - .66 * smooth(talk, .35)
    for cue, a, b, offset in cue_times(timeline):
        x = piece(cue.piece)[:, int(offset * RATE):int((offset + b - a) * RATE)].copy()
        f = min(int(.5 * RATE), x.shape[1] // 4)
        x[:, -f:] *= np.cos(np.linspace(0, np.pi / 2, f)) ** 2
        if offset:
            x[:, :f] *= np.sin(np.linspace(0, np.pi / 2, f)) ** 2
        times = a + np.arange(x.shape[1]) / RATE
        gain = np.interp(times * 100, np.arange(len(duck)), duck)
        lay(x * gain.astype(np.float32), a, {"waltz": .72, "window": .62}.get(cue.piece, .95))
    for number, at_ms, noise_ in timeline.noises:
        if noise_.kind in NOISES:
            level = {"whistle": .8, "firework": .7, "wind": .9, "murmur": .8, "applause": .8, "bell": .5}[noise_.kind]
            x = NOISES[noise_.kind](noise_)
            lay(hall(np.stack([x, x]), 1.6, .35, 70 + number), at_ms / 1000, level)
    # the air of the rooms, except in the silence
    air = band(noise(90, n), 90, 700) * .0011
    still = timeline.start[12] * RATE // FPS
    air[still:timeline.end[12] * RATE // FPS] *= .25
    out += air
    out = np.tanh(out * MASTER)
    edge = int(.02 * RATE)
    out[:, :edge] *= np.linspace(0, 1, edge)
    out[:, -edge:] *= np.linspace(1, 0, edge)
    return out.astype(np.float32)


def frames_of(x, size, layout="stereo"):
    """Sound as PyAV frames of `size` samples."""
    for i in range(0, x.shape[1], size):
        part = np.ascontiguousarray(x[:, i:i + size])
        frame = av.AudioFrame.from_ndarray(part, "fltp", layout)
        frame.sample_rate, frame.pts = RATE, i
        yield frame


def write_opus(x, path, tags, bit_rate=40000):
    """An album track with its tags."""
    from mutagen.oggopus import OggOpus

    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact", "serial_offset": "7"}) as out:
        st = out.add_stream("libopus", rate=RATE, layout="stereo")
        st.bit_rate = bit_rate
        resample = av.AudioResampler("flt", "stereo", RATE, frame_size=960)
        for frame in frames_of(np.clip(x, -1, 1), 48000):
            for f in resample.resample(frame):
                out.mux(st.encode(f))
        for f in resample.resample(None):
            out.mux(st.encode(f))
        out.mux(st.encode(None))
    f = OggOpus(str(path))
    for k, v in tags.items():
        f[k] = v
    f.save()
