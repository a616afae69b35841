"""Set-up: finds the interpreters, installs both environments, builds the model and the index.

Standard library only, for any Python from 3.9 on: it runs before anything is installed.
"""
