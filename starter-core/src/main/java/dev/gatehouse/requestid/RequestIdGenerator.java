package dev.gatehouse.requestid;

/**
 * Makes request ids. An implementation is thread-safe, does not block, and returns ids of the form that
 * {@link RequestIdSettings} describes: they go into headers and logs unchecked.
 */
@FunctionalInterface
public interface RequestIdGenerator {

    /**
     * Makes an id that nobody had before.
     *
     * @return the id
     */
    String next();
}
