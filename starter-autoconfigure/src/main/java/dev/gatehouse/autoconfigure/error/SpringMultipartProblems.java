package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.upload.multipart.MultipartFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.multipart.MultipartException;

/**
 * Knows what Spring throws where it could not take a multipart body apart. Its {@code MultipartFilter} does so in front of all
 * handlers of exceptions.
 */
final class SpringMultipartProblems implements ExceptionProblems {

    private final ObjectProvider<ExceptionProblems> all;

    SpringMultipartProblems(ObjectProvider<ExceptionProblems> all) {
        this.all = all;
    }

    @Override
    public @Nullable Problem problemOf(Throwable exception) {
        if (!(exception instanceof MultipartException)) {
            return null;
        }
        Throwable cause = exception.getCause();
        // Nobody reads the answer, but it is no failure of the service.
        return cause != null && UncaughtExceptions.isDisconnect(cause)
                ? Problem.of(ErrorCode.MALFORMED_BODY)
                : new MultipartFailure(others()).problemOf(exception);
    }

    private List<ExceptionProblems> others() {
        return all.orderedStream().filter(problems -> problems != this).toList();
    }
}
