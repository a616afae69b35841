"""README's two commands in a bare Debian, made for that and thrown away."""
