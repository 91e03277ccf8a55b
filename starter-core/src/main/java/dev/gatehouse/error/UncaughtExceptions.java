package dev.gatehouse.error;

import dev.gatehouse.web.LogText;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an exception that nobody handled into the problem its client is told, and logs it once, while the request id is
 * still in the logging context. The text of an exception never reaches the client. Immutable, thread-safe.
 */
public final class UncaughtExceptions {

    private static final Logger log = LoggerFactory.getLogger(UncaughtExceptions.class);
    private static final int MAX_CAUSES = 10;
    private static final int MAX_PATH_LENGTH = 256;
    private static final String REPORTED = UncaughtExceptions.class.getName();

    /** Thrown by containers and by Spring MVC when the client went away; named because core knows none of them. */
    private static final Set<String> DISCONNECTED =
            Set.of("ClientAbortException", "EofException", "CloseNowException", "AsyncRequestNotUsableException");

    private static final ExceptionProblems OF_CONTAINER = new ContainerProblems();

    private static final Problem UNKNOWN_CHARSET = Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
            .withMessage("The charset that the Content-Type names is not known.");

    private final List<UncaughtExceptionListener> listeners;
    private final List<ExceptionProblems> known;

    /**
     * Creates a handler to which every exception is a failure of the service, but for {@linkplain ContainerProblems those
     * by which a container tells} that it cannot read the request.
     *
     * @param listeners hear of each failure, in this order
     */
    public UncaughtExceptions(List<UncaughtExceptionListener> listeners) {
        this(listeners, List.of());
    }

    /**
     * Creates the handler.
     *
     * @param listeners hear of each failure, in this order
     * @param known tell which other exceptions are no failures of the service; the first that knows one decides, also one
     *     of a container
     */
    public UncaughtExceptions(List<UncaughtExceptionListener> listeners, List<ExceptionProblems> known) {
        this.listeners = List.copyOf(listeners);
        this.known = List.copyOf(known);
    }

    /**
     * Finds the problem for an exception and logs what an operator has to know.
     *
     * @param request the request whose handling failed
     * @param response its answer; once that is committed, a client that went away is known by any cause
     * @param exception what was thrown
     * @return the problem to answer with, or null if there is nobody to answer: the client has gone away, or has its
     *     answer because the request was {@linkplain RequestAttributes#REFUSED refused} in the middle, or because the
     *     container {@linkplain #isAnsweredByContainer gave it}
     */
    public @Nullable Problem handle(HttpServletRequest request, HttpServletResponse response, Throwable exception) {
        Problem overruling = overruling(request);
        if (overruling != null) {
            return overruling;
        }
        Throwable cause = unwrap(exception);
        if (request.getAttribute(RequestAttributes.REFUSED) != null) {
            log.debug("{} {} was refused before this", method(request), path(request), cause);
            return null;
        }
        if (isAnsweredByContainer(request)) {
            log.debug("{} {} had a body that could not be read", method(request), path(request), cause);
            return null;
        }
        if (isDisconnect(cause, response) && !ContainerProblems.isBodyCutShort(cause)) {
            log.debug("The client went away during {} {}", method(request), path(request), cause);
            return null;
        }
        if (cause instanceof ProblemException raised) {
            return raised(request, raised);
        }
        Problem problem = RequestCharset.isUnknown(request, cause) ? UNKNOWN_CHARSET : known(cause);
        if (problem != null) {
            log.debug("{} {} could not be read", method(request), path(request), cause);
            return problem;
        }
        report(request, cause);
        return Problem.of(ErrorCode.INTERNAL_ERROR);
    }

    /**
     * Tells whether an exception is the fault of the request.
     *
     * @param exception what was thrown
     * @return what the client is told, or null if nothing is known of such an exception
     */
    public @Nullable Problem known(Throwable exception) {
        for (ExceptionProblems problems : known) {
            Problem problem = problems.problemOf(exception);
            if (problem != null) {
                return problem;
            }
        }
        return OF_CONTAINER.problemOf(exception);
    }

    /**
     * Tells whether the container itself answers the request, because reading it failed: its body ended early, or was no
     * proper chunked one. The response counts as committed then, and whatever the application throws is a consequence.
     *
     * @param request the request whose handling failed
     * @return true if the container keeps the failure of a read as the error of this dispatch
     */
    public static boolean isAnsweredByContainer(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException;
    }

    /**
     * Finds what overrules any exception: a worker that was interrupted because its request took too long fails in many
     * ways, and none of them is news.
     *
     * @param request the request whose handling failed
     * @return the problem to answer with whatever was thrown, or null if the exception counts
     */
    public static @Nullable Problem overruling(HttpServletRequest request) {
        return request.getAttribute(RequestAttributes.OVERRULING) instanceof Supplier<?> supplier
                        && supplier.get() instanceof Problem problem
                ? problem
                : null;
    }

    /** Raised on purpose: worth a stack trace only if something lower down led to it. */
    private static Problem raised(HttpServletRequest request, ProblemException raised) {
        Problem problem = raised.problem();
        if (problem.status() >= 500) {
            log.warn("{} {} was answered with {}", method(request), path(request), problem, raised.getCause());
        }
        return problem;
    }

    /**
     * Logs a failure and tells the listeners, once for each exception however many layers it passes. For callers that
     * know the problem themselves.
     *
     * @param request the request whose handling failed
     * @param exception what was thrown
     */
    public void report(HttpServletRequest request, Throwable exception) {
        if (request.getAttribute(REPORTED) == exception) {
            return;
        }
        request.setAttribute(REPORTED, exception);
        log.error("Uncaught exception in {} {}", method(request), path(request), exception);
        for (UncaughtExceptionListener listener : listeners) {
            try {
                listener.onUncaughtException(request, exception);
            } catch (RuntimeException e) {
                log.warn(
                        "A listener for uncaught exceptions failed: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    static Throwable unwrap(Throwable exception) {
        Throwable current = exception;
        for (int depth = 0; depth < MAX_CAUSES; depth++) {
            if (!(current instanceof ServletException) || current.getCause() == null) {
                return current;
            }
            current = current.getCause();
        }
        return current;
    }

    /**
     * Tells whether an exception only says that the client went away, which is no failure of the service. Once the answer is
     * committed, that counts whatever else wraps it: a view, a template, a stream of the application.
     *
     * @param thrown what was thrown, in any wrappers
     * @param response the answer during which it was thrown
     * @return true if it does
     */
    public static boolean isDisconnect(Throwable thrown, HttpServletResponse response) {
        return isDisconnect(thrown) || (response.isCommitted() && endsAnswer(unwrap(thrown)));
    }

    /** By what only a write says: a reset may also be that of another service, from which the answer is read. */
    private static boolean endsAnswer(Throwable exception) {
        return (exception instanceof UncheckedIOException
                        && exception.getCause() instanceof IOException cause
                        && says(cause, "broken pipe"))
                || isDisconnectOfContainer(exception, Throwable.class);
    }

    /**
     * Tells whether an exception only says that the client went away, which is no failure of the service.
     *
     * @param thrown what was thrown, in the wrappers of the container or without
     * @return true if it does
     */
    public static boolean isDisconnect(Throwable thrown) {
        Throwable exception = unwrap(thrown);
        return exception instanceof IOException
                && (says(exception, "broken pipe")
                        || says(exception, "connection reset")
                        // A reader of multipart bodies wraps what the container says.
                        || isDisconnectOfContainer(exception, IOException.class));
    }

    private static boolean says(Throwable exception, String words) {
        String message = exception.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }

    /** Bounded: causes may be those of each other. */
    private static boolean isDisconnectOfContainer(Throwable exception, Class<? extends Throwable> wrappers) {
        Throwable current = exception;
        for (int depth = 0; depth < MAX_CAUSES && wrappers.isInstance(current); depth++) {
            if (isNamedAsDisconnect(current.getClass())) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    /** Containers have subclasses for the ways in which it happened. */
    private static boolean isNamedAsDisconnect(Class<?> exception) {
        for (Class<?> type = exception; type != null; type = type.getSuperclass()) {
            if (DISCONNECTED.contains(type.getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    private static String method(HttpServletRequest request) {
        return LogText.safe(request.getMethod(), 16);
    }

    private static String path(HttpServletRequest request) {
        return LogText.safe(request.getRequestURI(), MAX_PATH_LENGTH);
    }
}
