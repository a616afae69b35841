"""Load on all channels at once: kiosks, operators and mini-program sessions on one machine."""
