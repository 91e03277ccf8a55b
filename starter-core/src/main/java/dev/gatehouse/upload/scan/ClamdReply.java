package dev.gatehouse.upload.scan;

import dev.gatehouse.upload.ScanResult;
import org.jspecify.annotations.Nullable;

/**
 * What clamd says of a file (clamd(8), COMMANDS): the name of a signature, or why there is no answer, or neither if it is
 * clean. Anything that clamd is not known to say is no answer, and never means clean.
 */
record ClamdReply(@Nullable String signature, @Nullable ScannerFault fault) {

    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";

    static ClamdReply fault(ScannerFault fault) {
        return new ClamdReply(null, fault);
    }

    /**
     * Reads the answer to INSTREAM.
     *
     * @param reply the answer without its terminator
     * @param complete whether the whole file was sent; before that clamd cannot know
     */
    static ClamdReply toInstream(String reply, boolean complete) {
        String signature = signatureIn(reply);
        if (signature != null) {
            return new ClamdReply(signature, null);
        }
        return switch (reply) {
            case "stream: OK" -> complete ? new ClamdReply(null, null) : fault(ScannerFault.UNEXPECTED_REPLY);
            case "INSTREAM size limit exceeded. ERROR" -> fault(ScannerFault.TOO_LARGE);
            case "COMMAND READ TIMED OUT" -> fault(ScannerFault.TIMED_OUT);
            default -> fault(ScannerFault.UNEXPECTED_REPLY);
        };
    }

    ScanResult toResult() {
        if (signature != null) {
            return ScanResult.infected(signature);
        }
        if (fault == null) {
            return ScanResult.clean();
        }
        return fault == ScannerFault.TOO_LARGE
                ? ScanResult.tooLarge(fault.code())
                : ScanResult.unavailable(fault.code());
    }

    private static @Nullable String signatureIn(String reply) {
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
