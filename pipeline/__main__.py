"""`python -m pipeline` is the command `conflict-events`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
