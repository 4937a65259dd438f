"""`python -m grader` is `tfkata`."""

from grader.cli import main

if __name__ == "__main__":
    main()
