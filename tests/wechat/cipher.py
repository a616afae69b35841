"""WeChat's message encryption, written anew from its description to check ours against.

Nothing of it is shared with what the bot uses.
"""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32


def sign(*parts: str) -> str:
    """SHA-1 of the parts in order, as WeChat signs."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def encrypt(aes_key: str, app_id: str, text: str, before: bytes | None = None) -> str:
    """Encrypt a text as WeChat does: 16 random bytes, length, text, AppID, padding, AES-CBC."""
    key, told = base64.b64decode(aes_key + "="), text.encode()
    plain = (before or os.urandom(16)) + len(told).to_bytes(4, "big") + told + app_id.encode()
    padding = _BLOCK - len(plain) % _BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def decrypt(aes_key: str, app_id: str, sealed: str) -> str:
    """Decrypt what ``encrypt`` made; fails where the padding or the AppID is another."""
    key = base64.b64decode(aes_key + "=")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    padding = plain[-1]
    assert 1 <= padding <= _BLOCK
    assert plain[-padding:] == bytes([padding]) * padding
    plain = plain[:-padding]
    end = 20 + int.from_bytes(plain[16:20], "big")
    assert plain[end:].decode() == app_id
    return plain[20:end].decode()
