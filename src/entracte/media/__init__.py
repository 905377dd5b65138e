"""PyAV: what a file is, one decode, samples, embedded subtitles and chapters."""
