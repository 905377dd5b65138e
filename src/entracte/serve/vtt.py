"""The dialogue as WebVTT, so that the browser can show it under the picture, voice by voice."""

from entracte.export.subtitles import vtt

__all__ = ["vtt"]
