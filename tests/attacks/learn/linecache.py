# exercise: e01_normalize
# aim: lets the traceback show lines of a file that it may not read
# expect: crashed
# points: 0
import tfkata.wire.codec

secret = tfkata.wire.codec.__file__.replace("grader/tfkata/wire/codec.py", "solutions/e01_normalize.py")
code = compile("def normalize(images):" + "\n" * 18 + "    raise ValueError('look above')", secret, "exec")
exec(code)
import linecache

print([line for line in linecache.getlines(secret)])
