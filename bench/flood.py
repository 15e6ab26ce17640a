"""Load by one organisation: a process of its own, with some connections."""
import collections
import multiprocessing
import os
import threading
import time

FORK = multiprocessing.get_context("fork")


class Flood:
    """Repeats a step on each of so many connections until it is stopped.

    `step_of(number)` makes the step of one connection, which says what it was answered. `plays` are
    the answers of a request that did what the row is about: a flood that gets none of them measures
    nothing. `refused` are those that turn away whoever asks for too much. Any other answer is a
    fault of the flood.
    """

    def __init__(self, step_of, connections, plays=("200",), refused=("429", "503")):
        self.step_of, self.connections = step_of, connections
        self.plays, self.refused = set(plays), set(refused)
        self.process = self.pipe = None

    def start(self):
        self.pipe, far_end = FORK.Pipe()
        self.process = FORK.Process(target=self.work, args=(far_end,), daemon=True)
        self.process.start()

    def work(self, pipe):
        counts = collections.Counter()
        lock = threading.Lock()
        for number in range(self.connections):
            threading.Thread(target=self.repeat, args=(number, counts, lock), daemon=True).start()
        pipe.recv()
        with lock:
            pipe.send(dict(counts))
        os._exit(0)

    def repeat(self, number, counts, lock):
        step = self.step_of(number)
        while True:
            began = time.monotonic()
            try:
                answer = str(step())
            except OSError:
                answer = "broken"
            with lock:
                counts[answer] += 1
            if answer in self.refused or answer == "broken":
                # As fast as clients come that heed no Retry-After, yet no busy loop of Python's.
                time.sleep(max(0, 0.01 - (time.monotonic() - began)))

    def stop(self):
        """How often each answer came."""
        self.pipe.send("stop")
        counts = self.pipe.recv()
        self.process.join()
        return counts

    def fault(self, counts):
        """Why what was counted is not what the row is about; nothing when it is."""
        if not self.plays & counts.keys():
            return "the flood did nothing"
        strange = counts.keys() - self.plays - self.refused
        return f"the flood was answered {', '.join(sorted(strange))}" if strange else ""
