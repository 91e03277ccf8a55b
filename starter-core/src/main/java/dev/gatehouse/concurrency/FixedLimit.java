package dev.gatehouse.concurrency;

/** A limit that does not change. */
final class FixedLimit implements ConcurrencyLimit {

    private final InFlight inFlight = new InFlight();
    private final int maximum;

    FixedLimit(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException(maximum + " requests at once are not enough. Use at least 1.");
        }
        this.maximum = maximum;
    }

    @Override
    public int tryEnter() {
        return inFlight.tryEnter(maximum);
    }

    @Override
    public void leave() {
        inFlight.leave();
    }

    @Override
    public int inFlight() {
        return inFlight.count();
    }

    @Override
    public int limit() {
        return maximum;
    }
}
