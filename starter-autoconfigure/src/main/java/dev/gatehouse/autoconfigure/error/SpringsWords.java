package dev.gatehouse.autoconfigure.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.ErrorResponse;

/**
 * What Spring says about its own exceptions, which is nothing for clients: it repeats what they sent, a value or the name of a
 * method, a media type or a version.
 */
final class SpringsWords {

    private static final int MAX_CAUSES = 10;

    private SpringsWords() {}

    /**
     * Finds the words, as long as no handler has had the exception: handlers, and Spring with a message of the application,
     * put others in their place.
     *
     * @param exception what was thrown
     * @return what Spring says about it and its causes, by which handlers are chosen, too
     */
    static List<String> about(Exception exception) {
        List<String> all = new ArrayList<>(1);
        Throwable current = exception;
        for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
            String words = of(current);
            if (words != null) {
                all.add(words);
            }
            current = current.getCause();
        }
        return all;
    }

    private static @Nullable String of(Throwable exception) {
        if (exception instanceof TypeMismatchException mismatch) {
            return of(mismatch);
        }
        return exception instanceof ErrorResponse response && !SpringProblems.isOfTheApplication(exception)
                ? response.getBody().getDetail()
                : null;
    }

    /** As {@code ResponseEntityExceptionHandler} puts it. */
    private static String of(TypeMismatchException mismatch) {
        return "Failed to convert '" + mismatch.getPropertyName() + "' with value: '" + mismatch.getValue() + "'";
    }
}
