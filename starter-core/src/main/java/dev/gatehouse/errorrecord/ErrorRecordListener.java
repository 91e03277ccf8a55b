package dev.gatehouse.errorrecord;

/**
 * Hears of every error of the service, for metrics. Called on the thread of the request, before the error reaches the
 * store; must be quick and must not throw.
 */
@FunctionalInterface
public interface ErrorRecordListener {

    /**
     * Called once for each error.
     *
     * @param fingerprint the group it belongs to
     */
    void onError(ErrorFingerprint fingerprint);
}
