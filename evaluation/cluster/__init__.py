"""A whole cluster on this machine, under load, while each part of it fails in turn."""
