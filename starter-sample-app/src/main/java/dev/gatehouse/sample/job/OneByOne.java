package dev.gatehouse.sample.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a job does to many, each by itself: one that fails does not keep the others. For one run, in one thread. */
public final class OneByOne {

    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

    private final Job job;
    private int failures;
    private @Nullable RuntimeException last;

    /**
     * Begins a run.
     *
     * @param job whose run it is
     */
    public OneByOne(Job job) {
        this.job = job;
    }

    /**
     * Does it to one. What it throws is logged.
     *
     * @param id names it in the log
     * @param work what to do
     */
    public void run(UUID id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures++;
            last = e;
            log.error("The job {} failed for {} and goes on with the next.", job.name(), id, e);
        }
    }

    /**
     * Ends the run, which failed if it failed for one.
     *
     * @throws IllegalStateException if it did
     */
    public void end() {
        if (last != null) {
            throw new IllegalStateException("The job " + job.name() + " failed for " + failures + ".", last);
        }
    }
}
