"""How long a build will still take, from the seconds of its jobs so far and of earlier builds."""

from collections import defaultdict


class Mean:
    """A running mean; None of nothing."""

    def __init__(self):
        self.sum = self.count = 0

    def add(self, number):
        self.sum += number
        self.count += 1

    def value(self):
        return self.sum / self.count if self.count else None


class RemainingTime:
    """Estimates the remaining time of a build. All times are in seconds, of one clock; a job is any key."""

    def __init__(self, kinds, pending, earlier):
        """Begin a build.

        kinds: {job: (rule, architecture)} of all jobs. pending: the jobs to run. earlier: {job: seconds that
        it took last time}.
        """
        self.kinds, self.pending, self.earlier = kinds, set(pending), earlier
        self.running, self.start, self.spent = {}, None, 0
        self.of_kind_now, self.of_kind, self.of_rule = (defaultdict(Mean) for _ in range(3))
        for job, seconds in earlier.items():
            self._learn(job, seconds)

    def begin(self, job, now):
        """Note that a job begins, perhaps again."""
        self.running[job] = now
        if self.start is None:
            self.start = now

    def end(self, job, now, done=True):
        """Note that a job ends; return the seconds that it took. A job that is not done remains pending."""
        seconds = now - self.running.pop(job)
        self.spent += seconds
        if done:
            self.pending.remove(job)
            self.of_kind_now[self.kinds[job]].add(seconds)
            self._learn(job, seconds)
        return seconds

    def estimate(self, now):
        """Return (seconds, certain): the time that remains, and whether that of every job is known.

        A job is expected to take as long as those of its kind in this build; else as it took last time; else
        as those of its kind took in any build. If that is unknown, it is guessed from those of its rule.
        Jobs are expected to run side by side as they have so far.
        Returns None if nothing is known of any job that remains.
        """
        work, longest, certain = 0, 0, True
        for job in self.pending:
            seconds = self._known(job)
            if seconds is None:
                certain, seconds = False, self.of_rule[self.kinds[job][0]].value()
            if seconds and job in self.running:
                seconds = max(seconds - (now - self.running[job]), 0)
                longest = max(longest, seconds)
            work += seconds or 0
        if not work:
            return None
        spent = self.spent + sum(now - begun for begun in self.running.values())
        side_by_side = max(spent / max(now - self.start, 1e-9), 1)
        return max(work / side_by_side, longest), certain

    def _learn(self, job, seconds):
        kind = self.kinds[job]
        self.of_kind[kind].add(seconds)
        self.of_rule[kind[0]].add(seconds)

    def _known(self, job):
        """Return the seconds that a job is known to take, or None."""
        kind = self.kinds[job]
        known = self.of_kind_now[kind].value(), self.earlier.get(job), self.of_kind[kind].value()
        return next((seconds for seconds in known if seconds is not None), None)
