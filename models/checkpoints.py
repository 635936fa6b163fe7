"""Signed heads of the log. Who holds one elsewhere can later tell that nothing before it was changed or cut off.

The signature is HMAC-SHA-256 with the device's own key: standard library alone. It proves to the office itself that the
head is its own; for a third party the algorithm named beside it leaves room for a public-key one.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from models.entries import canonical, instant_text

ALGORITHM = "hmac-sha256/1"
DEVICE_PREFIX = "dev-"


@dataclass(frozen=True, slots=True)
class Device:
    """This computer: the name under which it writes, and the key with which it signs."""

    id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the log at a moment: its position and hash, how many entries and issued documents there were."""

    seq: int
    log_hash: str
    entries: int
    documents: int
    made_at: str
    device: str
    algorithm: str
    signature: str

    def short(self) -> str:
        """The form to print on paper or keep elsewhere: position and the first 16 digits of the hash."""
        return f"{self.seq}-{self.log_hash[:16]}"


def device_from_key(key: bytes) -> Device:
    """The device whose key this is; its name is made from the key and tells nothing about it."""
    return Device(DEVICE_PREFIX + hashlib.sha256(b"nongantong/device/1\n" + key).hexdigest()[:16], key)


def sign(seq: int, log_hash: str, entries: int, documents: int, device: Device, now: datetime) -> Checkpoint:
    """Sign a head of the log."""
    made_at = instant_text(now)
    signature = _signature(device.key, seq, log_hash, entries, documents, made_at, device.id)
    return Checkpoint(seq, log_hash, entries, documents, made_at, device.id, ALGORITHM, signature)


def is_genuine(checkpoint: Checkpoint, device: Device) -> bool:
    """Whether this device signed the checkpoint as it stands."""
    expected = _signature(
        device.key,
        checkpoint.seq,
        checkpoint.log_hash,
        checkpoint.entries,
        checkpoint.documents,
        checkpoint.made_at,
        checkpoint.device,
    )
    return checkpoint.algorithm == ALGORITHM and hmac.compare_digest(expected, checkpoint.signature)


def _signature(key: bytes, seq: int, log_hash: str, entries: int, documents: int, made_at: str, device: str) -> str:
    signed = {
        "device": device,
        "documents": documents,
        "entries": entries,
        "log_hash": log_hash,
        "made_at": made_at,
        "seq": seq,
    }
    return hmac.new(key, b"nongantong/checkpoint/1\n" + canonical(signed).encode("utf-8"), "sha256").hexdigest()
