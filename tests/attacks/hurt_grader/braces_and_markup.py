# exercise: e01_normalize
# aim: placeholders, rich markup and format codes in texts
# expect: crashed
# points: 0
def normalize(images):
    raise ValueError("{0.__class__} {found} %s %n [red]x[/red] [link=http://x]y[/link] ${{ secrets.TOKEN }} `id`")
