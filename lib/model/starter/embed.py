# SPDX-License-Identifier: GPL-3.0-or-later
# Turns the files named behind the output into a C table.
import os
import sys

out, files = sys.argv[1], sys.argv[2:]
with open(out, "w", encoding="utf-8") as c:
    c.write('#include "model/starter.h"\n\n')
    for i, name in enumerate(files):
        with open(name, "rb") as f:
            content = f.read()
        c.write("static const char file_%d[] = {\n" % i)
        for at in range(0, len(content), 16):
            row = ", ".join("%d" % (b if b < 128 else b - 256)
                            for b in content[at:at + 16])
            c.write("\t%s,\n" % row)
        c.write("\t0,\n};\n\n")
    c.write("const struct wl_starter_file wl_starter_files[] = {\n")
    for i, name in enumerate(files):
        c.write('\t{ "%s", file_%d },\n' % (os.path.basename(name), i))
    c.write("\t{ NULL, NULL },\n};\n")
