package dev.gatehouse.sample.job;

import java.time.Duration;

/** Something to do again and again. Every bean of this type is run; what it does may be done twice without harm. */
public interface Job {

    /** Names the job in locks, metrics and logs: lower-case words with hyphens. */
    String name();

    /** How long to wait between the end of a run and the next one. */
    default Duration interval() {
        return Duration.ofHours(1);
    }

    /** Whether only one instance of the service does it at a time. */
    default boolean alone() {
        return true;
    }

    /** Does it once. What it throws is logged and counted, and it is run again after the interval. */
    void run();
}
