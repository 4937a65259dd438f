"""Where the data comes from: what `embed` reads, the SHA-256 each source must have, and what the manifest says of it."""

MNIST_SHA256 = "c03d6af810269a0b25ef8e8971f521767d52b05849e4fd977d6ca9528003c0b3"

HEAD = """\
# Written by `python -m tfkata.data.embed`: change that and run it, not this.
# `sha256` and `bytes` are of the content that is decoded: of the .npz as it is, of an IDX file unpacked.
"""
ABOUT = {
    "mnist": """
[mnist]
source = "10,000 digits of MNIST (LeCun, Cortes, Burges), recovered from the JavaScript package mnist 1.1.0"
licence = "CC BY-SA 3.0, and MIT for the package: licences/mnist.txt"
""",
    "fashion-mnist": """
[fashion-mnist]
source = "Fashion-MNIST (Zalando Research): train from its training files, held_out from its test files"
licence = "MIT: licences/fashion-mnist.txt"
""",
    "fashion-mnist-full": """
[fashion-mnist-full]
source = "Fashion-MNIST (Zalando Research), complete: Debian package dataset-fashion-mnist, or Keras; not embedded"
licence = "MIT: licences/fashion-mnist.txt"
# gz_debian and gz_zalando are the archives as they are found. They differ in the gzip header alone: Zalando's, which
# Keras downloads and whose MD5s Zalando publishes, carry the file's name and another date.
""",
    "breast-cancer": """
[breast-cancer]
source = "Breast Cancer Wisconsin (Diagnostic), by Wolberg, Mangasarian, Street and Street; as scikit-learn has it; not embedded"
licence = "CC BY 4.0"
# sha256 is of all rows (little-endian float64), then all labels (little-endian int64).
""",
}
# Shape; SHA-256 unpacked, as Debian packs it, as Zalando packs it.
FASHION = {
    "train-images-idx3-ubyte.gz": (
        (60_000, 28, 28),
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    ),
    "train-labels-idx1-ubyte.gz": (
        (60_000,),
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
        "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    ),
    "t10k-images-idx3-ubyte.gz": (
        (10_000, 28, 28),
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    ),
    "t10k-labels-idx1-ubyte.gz": (
        (10_000,),
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
        "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
    ),
}
