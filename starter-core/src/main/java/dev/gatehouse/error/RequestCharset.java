package dev.gatehouse.error;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** The charset that a client names in its {@code Content-Type}: containers throw when they do not know it. */
final class RequestCharset {

    private static final int MAX_CAUSES = 10;
    private static final String PARAMETER = "charset=";

    private RequestCharset() {}

    /** Whether an exception is about the charset of the request, and not about one that the service itself asked for. */
    static boolean isUnknown(HttpServletRequest request, Throwable exception) {
        String name = nameInCauses(exception);
        String contentType = name == null ? null : request.getHeader("Content-Type");
        return name != null && contentType != null && names(contentType, name);
    }

    /** The reader of a form wraps what it could not do. */
    private static @Nullable String nameInCauses(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            String name = nameIn(cause);
            if (name != null) {
                return name;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static @Nullable String nameIn(Throwable exception) {
        if (exception instanceof UnsupportedCharsetException unsupported) {
            return unsupported.getCharsetName();
        }
        if (exception instanceof IllegalCharsetNameException illegal) {
            return illegal.getCharsetName();
        }
        return exception instanceof UnsupportedEncodingException ? exception.getMessage() : null;
    }

    private static boolean names(String contentType, String charset) {
        for (int at = 0; at < contentType.length(); at++) {
            if (contentType.regionMatches(true, at, PARAMETER, 0, PARAMETER.length())) {
                int value = at + PARAMETER.length();
                int start = contentType.startsWith("\"", value) ? value + 1 : value;
                return contentType.regionMatches(true, start, charset, 0, charset.length());
            }
        }
        return false;
    }
}
