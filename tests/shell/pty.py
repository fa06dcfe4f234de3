#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a terminal and talks to it, as its script says:

    expect TEXT   wait until TEXT comes, behind what was waited for before
    send TEXT     type it and Enter
    tab TEXT      type it and the Tab key
    key ^D        type a control character
    paste TEXT    paste it (\\n in it are new lines), then Enter
    kill          kill -9

The script is read from standard input; the exit status is the command's, 137
if it was killed, 99 if TEXT did not come in time.  All output is printed.
"""
import sys

del sys.path[0]  # the pty below is Python's
import os
import pty
import re
import select
import signal
import struct
import termios
import fcntl
import time

LIMIT = 30
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()=>][0-9A-B]?|\r|\x07")


class Talk:
    def __init__(self, argv):
        self.raw, self.seen = b"", 0
        self.pid, self.fd = pty.fork()
        if not self.pid:
            os.environ["TERM"] = "xterm"
            os.execvp(argv[0], argv)
        size = struct.pack("HHHH", 60, 200, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def text(self):
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def read(self, seconds):
        """More output; False at its end or if none comes."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.fd, 65536)
        except OSError:
            more = b""
        self.raw += more
        return bool(more)

    def expect(self, want):
        end = time.monotonic() + LIMIT
        while True:
            at = self.text().find(want, self.seen)
            if at >= 0:
                self.seen = at + len(want)
                return
            if not self.read(max(0.0, end - time.monotonic())):
                print(self.text())
                print("did not come: " + want)
                os.kill(self.pid, signal.SIGKILL)
                sys.exit(99)

    def type(self, text):
        os.write(self.fd, text.encode())

    def end(self):
        while self.read(LIMIT):
            pass
        status = os.waitpid(self.pid, 0)[1]
        print(self.text())
        if os.WIFSIGNALED(status):
            return 128 + os.WTERMSIG(status)
        return os.WEXITSTATUS(status)


def main():
    talk = Talk(sys.argv[1:])
    for line in sys.stdin.read().splitlines():
        word, _, text = line.strip("\t").partition(" ")
        if word == "expect":
            talk.expect(text)
        elif word == "send":
            talk.type(text + "\r")
        elif word == "tab":
            talk.type(text + "\t")
        elif word == "key":
            talk.type(chr(ord(text[-1]) & 0x1F))
        elif word == "paste":
            text = text.replace("\\n", "\r")
            talk.type("\x1b[200~" + text + "\x1b[201~\r")
        elif word == "kill":
            os.kill(talk.pid, signal.SIGKILL)
    sys.exit(talk.end())


main()
