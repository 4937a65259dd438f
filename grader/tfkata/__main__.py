"""`python -m tfkata` is `tfkata`."""

from tfkata.cli.app import main

if __name__ == "__main__":
    main()
