package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Knows what Tomcat and Jetty throw in the middle of a handler when they cannot read the request: a form with a broken
 * escape, or one with too many parameters or bytes. Core depends on neither, so their classes go by name. Thread-safe.
 */
public final class ContainerProblems implements ExceptionProblems {

    /** Creates it. */
    public ContainerProblems() {}

    @Override
    public @Nullable Problem problemOf(Throwable exception) {
        int status = statusOf(exception);
        return status >= 400 && status < 500 ? Problem.of(ErrorCode.forStatus(status)) : null;
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
