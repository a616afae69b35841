"""Publications: what is answered from, kept as immutable bundles and taken over between turns."""
