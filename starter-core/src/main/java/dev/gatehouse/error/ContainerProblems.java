package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Knows what Tomcat and Jetty throw in the middle of a handler when they cannot read the request: a form with a broken
 * escape, or one with too many parameters or bytes; a body that is none to its end. Core depends on neither, so their classes go by name. Thread-safe.
 */
public final class ContainerProblems implements ExceptionProblems {

    private static final int MAX_CAUSES = 10;

    /** Creates it. */
    public ContainerProblems() {}

    @Override
    public @Nullable Problem problemOf(Throwable exception) {
        if (isBodyCutShort(exception)) {
            return Problem.of(ErrorCode.BAD_REQUEST);
        }
        int status = statusOf(UncaughtExceptions.unwrap(exception));
        return isFaultOfRequest(status) ? Problem.of(ErrorCode.forStatus(status)) : null;
    }

    /**
     * Tells whether Jetty found that a body ends early, or is no proper chunked one, whatever the application made of that.
     * It counts such a client as one that went away, but often it waits for an answer.
     */
    static boolean isBodyCutShort(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            if (cause instanceof EOFException && isFaultOfRequest(statusOf(cause))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isFaultOfRequest(int status) {
        return status >= 400 && status < 500;
    }

    /** What the container itself would answer, or 0 if the exception is none of a container. */
    private static int statusOf(Throwable exception) {
        for (Class<?> type = exception.getClass(); type != null; type = type.getSuperclass()) {
            switch (type.getName()) {
                case "org.apache.tomcat.util.http.InvalidParameterException":
                    return status(exception, type, "getErrorCode");
                case "org.apache.coyote.BadRequestException":
                    return HttpServletResponse.SC_BAD_REQUEST;
                default:
                    Class<?> ofJetty = httpException(type);
                    if (ofJetty != null) {
                        return status(exception, ofJetty, "getCode");
                    }
            }
        }
        return 0;
    }

    private static @Nullable Class<?> httpException(Class<?> type) {
        for (Class<?> candidate : type.getInterfaces()) {
            if (candidate.getName().equals("org.eclipse.jetty.http.HttpException")) {
                return candidate;
            }
        }
        return null;
    }

    private static int status(Throwable exception, Class<?> type, String method) {
        try {
            return type.getMethod(method).invoke(exception) instanceof Integer status ? status : 0;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return 0;
        }
    }
}
