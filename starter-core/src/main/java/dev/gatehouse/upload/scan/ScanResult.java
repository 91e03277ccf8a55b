package dev.gatehouse.upload.scan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner says of a file: clean, infected, or that it could not tell. Immutable.
 */
public final class ScanResult {

    private static final ScanResult CLEAN = new ScanResult(null, null);

    private final @Nullable String signature;
    private final @Nullable ScanFailure failure;

    private ScanResult(@Nullable String signature, @Nullable ScanFailure failure) {
        this.signature = signature;
        this.failure = failure;
    }

    /**
     * Nothing was found in the whole file.
     *
     * @return the result
     */
    public static ScanResult clean() {
        return CLEAN;
    }

    /**
     * Something was found.
     *
     * @param signature what, in the scanner's words; for the log, not for the client
     * @return the result
     */
    public static ScanResult infected(String signature) {
        return new ScanResult(Objects.requireNonNull(signature, "signature"), null);
    }

    /**
     * The scanner could not tell.
     *
     * @param failure why not
     * @return the result
     */
    public static ScanResult unavailable(ScanFailure failure) {
        return new ScanResult(null, Objects.requireNonNull(failure, "failure"));
    }

    /**
     * Tells whether the whole file was scanned and nothing found.
     *
     * @return true if so
     */
    public boolean isClean() {
        return signature == null && failure == null;
    }

    /**
     * Tells what was found.
     *
     * @return the scanner's name for it, or null if nothing was found
     */
    public @Nullable String signature() {
        return signature;
    }

    /**
     * Tells why the scanner could not tell.
     *
     * @return the reason, or null if it could
     */
    public @Nullable ScanFailure failure() {
        return failure;
    }

    @Override
    public String toString() {
        if (signature != null) {
            return "infected: " + signature;
        }
        return failure == null ? "clean" : "unavailable: " + failure.code();
    }
}
