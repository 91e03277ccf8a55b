package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exceptions of containers that could not take a multipart body apart. They have no type in common, so that
 * names and words are all there is to go by.
 */
final class MultipartFailure {

    private static final int MAX_CAUSES = 10;

    /** The client went away: there is nobody to answer. */
    private static final Set<String> DISCONNECTED = Set.of("ClientAbortException", "EofException", "CloseNowException");

    private static final Set<String> TOO_LARGE =
            Set.of("SizeLimitExceededException", "FileSizeLimitExceededException", "FileCountLimitExceededException");
    private static final Set<String> MALFORMED = Set.of(
            "MalformedStreamException",
            "IllegalBoundaryException",
            "InvalidContentTypeException",
            "BadMessageException",
            "EOFException");

    private final List<ExceptionProblems> known;

    MultipartFailure(List<ExceptionProblems> known) {
        this.known = List.copyOf(known);
    }

    /**
     * Finds what the client did wrong.
     *
     * @return the problem, or null if it is not known to be the client's fault
     */
    @Nullable
    Problem problemOf(Throwable failure) {
        Throwable cause = failure;
        boolean ofTransport = false;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (DISCONNECTED.contains(cause.getClass().getSimpleName())) {
                return null;
            }
            Problem problem = problemOfOne(cause);
            if (problem != null) {
                return problem;
            }
            ofTransport |= cause instanceof IOException;
            cause = cause.getCause();
        }
        return ofTransport ? null : MultipartFlaw.MALFORMED.problem();
    }

    private @Nullable Problem problemOfOne(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (TOO_LARGE.contains(name)) {
            return MultipartFlaw.TOO_LARGE.problem();
        }
        if (MALFORMED.contains(name)) {
            return MultipartFlaw.MALFORMED.problem();
        }
        if (name.equals("FileSizeLimitExceededException")) {
            return UploadRefusals.FILE_TOO_LARGE;
        }
        if (name.equals("InvalidFileNameException")) {
            return UploadRefusals.NUL_IN_NAME;
        }
        for (ExceptionProblems problems : known) {
            Problem problem = problems.problemOf(cause);
            if (problem != null) {
                return problem.status() == 413 ? MultipartFlaw.TOO_LARGE.problem() : problem;
            }
        }
        String message = cause.getMessage();
        return message == null ? null : problemOf(message.toLowerCase(Locale.ROOT), cause);
    }

    private static @Nullable Problem problemOf(String message, Throwable cause) {
        if (cause instanceof IllegalStateException && message.contains("config")) {
            return MultipartFlaw.NOT_CONFIGURED.problem();
        }
        boolean bounded = message.contains("exceed") || message.contains("limit") || message.contains("too many");
        boolean measured = message.contains("size")
                || message.contains("length")
                || message.contains("count")
                || message.contains("parts")
                || message.contains("keys");
        return bounded && measured ? MultipartFlaw.TOO_LARGE.problem() : null;
    }
}
