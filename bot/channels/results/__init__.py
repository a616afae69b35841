"""The result on the phone: a plain page, under a key in a QR code, for a short while."""
