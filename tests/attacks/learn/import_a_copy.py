# exercise: e01_normalize
# aim: imports solutions and checks again as a package of another name, and by the loaders of every folder on the path
# expect: crashed
# points: 0
import importlib.machinery
import pkgutil
import sys

last = ImportError("nothing to import")
for folder in list(sys.path):
    for found in pkgutil.iter_modules([folder]):
        if found.name in ("solutions", "exercises", "kit", "curriculum") or found.name.startswith(("tfkata", "e01")):
            print("GOT THROUGH", folder, found.name)
    loader = importlib.machinery.FileFinder(
        folder + "/tfkata/kit/solutions", (importlib.machinery.SourceFileLoader, [".py"])
    )
    try:
        spec = loader.find_spec("e01_normalize")
        if spec is not None:
            spec.loader.get_source("e01_normalize")
            print("GOT THROUGH", spec.origin)
    except (ImportError, OSError) as error:
        last = error
for name in ("tfkata.kit.solutions.e01_normalize", "tfkata.curriculum.e01_normalize.checks", "solutions.e01_normalize"):
    try:
        __import__(name)
        print("GOT THROUGH", name)
    except (ImportError, OSError) as error:
        last = error
raise last


def normalize(images):
    return images
