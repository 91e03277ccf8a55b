package dev.gatehouse.upload.scan;

import org.jspecify.annotations.Nullable;

/** What clamd answers (clamd(8), COMMANDS). Anything it is not known to say is no answer, and never means clean. */
final class ClamdReply {

    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";

    private ClamdReply() {}

    /**
     * Reads the answer to INSTREAM.
     *
     * @param reply the answer without its terminator
     * @param complete whether the whole file was sent
     */
    static ScanResult toInstream(String reply, boolean complete) {
        String signature = signature(reply);
        if (signature != null) {
            return ScanResult.infected(signature);
        }
        return switch (reply) {
            // Before the end of the file it cannot know.
            case "stream: OK" -> complete ? ScanResult.clean() : ScanResult.unavailable(ScanFailure.UNEXPECTED_REPLY);
            case "INSTREAM size limit exceeded. ERROR" -> ScanResult.unavailable(ScanFailure.TOO_LARGE);
            case "COMMAND READ TIMED OUT" -> ScanResult.unavailable(ScanFailure.TIMED_OUT);
            default -> ScanResult.unavailable(ScanFailure.UNEXPECTED_REPLY);
        };
    }

    private static @Nullable String signature(String reply) {
        if (!reply.startsWith(STREAM) || !reply.endsWith(FOUND)) {
            return null;
        }
        int end = reply.length() - FOUND.length();
        if (end <= STREAM.length()) {
            return null;
        }
        String signature = reply.substring(STREAM.length(), end);
        return signature.isBlank() ? null : signature;
    }
}
