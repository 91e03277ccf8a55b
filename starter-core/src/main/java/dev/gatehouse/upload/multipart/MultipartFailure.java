package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.ContainerProblems;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.UncaughtExceptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exceptions of containers that could not take a multipart body apart. They have no type in common, so that
 * names and words are all there is to go by. Only for exceptions that are known to come from there. Immutable, thread-safe.
 */
public final class MultipartFailure {

    private static final int MAX_CAUSES = 10;

    private static final Set<String> TOO_LARGE =
            Set.of("SizeLimitExceededException", "FileCountLimitExceededException");
    private static final Set<String> MALFORMED = Set.of(
            "MalformedStreamException",
            "IllegalBoundaryException",
            "InvalidContentTypeException",
            "BadMessageException",
            "EOFException");

    private static final ExceptionProblems OF_CONTAINER = new ContainerProblems();

    private final List<ExceptionProblems> known;

    /**
     * Creates a reader.
     *
     * @param known tell which other exceptions are the fault of the request, each of a chain of causes
     */
    public MultipartFailure(List<ExceptionProblems> known) {
        this.known = List.copyOf(known);
    }

    /**
     * Finds what the client did wrong.
     *
     * @param failure what the container threw, or somebody else because of that
     * @return the problem, or null if it is not known to be the client's fault
     */
    public @Nullable Problem problemOf(Throwable failure) {
        boolean ofTransport = false;
        for (Throwable cause : chain(failure)) {
            if (UncaughtExceptions.isDisconnect(cause)) {
                return null;
            }
            ofTransport |= cause instanceof IOException;
        }
        Problem problem = first(failure, MultipartFailure::problemOfName);
        if (problem == null) {
            problem = first(failure, this::problemOfMeaning);
        }
        if (problem == null) {
            problem = first(failure, MultipartFailure::problemOfStatus);
        }
        return problem != null || ofTransport ? problem : MultipartFlaw.MALFORMED.problem();
    }

    /** The inner exception mostly says more than the one that the container made of it. */
    private static @Nullable Problem first(Throwable failure, Function<Throwable, @Nullable Problem> reading) {
        for (Throwable cause : chain(failure)) {
            Problem problem = reading.apply(cause);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null && chain.size() < MAX_CAUSES) {
            chain.add(cause);
            cause = cause.getCause();
        }
        return chain;
    }

    private static @Nullable Problem problemOfName(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (TOO_LARGE.contains(name)) {
            return MultipartFlaw.TOO_LARGE.problem();
        }
        if (MALFORMED.contains(name)) {
            return MultipartFlaw.MALFORMED.problem();
        }
        return switch (name) {
            case "FileSizeLimitExceededException" -> UploadRefusals.FILE_TOO_LARGE;
            case "InvalidFileNameException" -> UploadRefusals.NUL_IN_NAME;
            default -> null;
        };
    }

    /** Only now: its words say more than its status. */
    private static @Nullable Problem problemOfStatus(Throwable cause) {
        Problem problem = OF_CONTAINER.problemOf(cause);
        if (problem == null) {
            return null;
        }
        return problem.status() == 413 ? MultipartFlaw.TOO_LARGE.problem() : MultipartFlaw.MALFORMED.problem();
    }

    private @Nullable Problem problemOfMeaning(Throwable cause) {
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
        if (message.contains("no multipart boundary")) {
            return MultipartFlaw.WITHOUT_BOUNDARY.problem();
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
