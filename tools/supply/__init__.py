"""What the project is made of: bills of materials, hashes, and known weaknesses."""
