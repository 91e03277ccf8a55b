package dev.gatehouse.autoconfigure.accesslog;

/**
 * An encoder of the project that knows whether what it makes of an event depends on the thread that logs it. Not meant for
 * applications.
 */
public interface DeferrableEncoder {

    /**
     * Tells whether an event that is prepared for it may be encoded later and on another thread.
     *
     * @return false if a part of the line may come from the thread that logs, such as one of the application's own
     */
    boolean isDeferrable();
}
