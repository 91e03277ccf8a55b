package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.web.AsyncWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers what escapes a controller in the one format. Stands behind the application's own {@code @ExceptionHandler}
 * methods and before Spring's default resolvers. Access exceptions of Spring Security pass: its filters translate them.
 */
final class ProblemExceptionResolver implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionResolver.class);
    private static final ClassLoader LOADER = ProblemExceptionResolver.class.getClassLoader();
    private static final boolean SPRING_SECURITY =
            ClassUtils.isPresent("org.springframework.security.access.AccessDeniedException", LOADER);

    private static final int MAX_CAUSES = 10;

    private final SpringProblems problems;
    private final RejectionWriter rejections;
    private final UncaughtExceptions uncaught;
    private final ErrorPages errorPages;

    ProblemExceptionResolver(
            SpringProblems problems, RejectionWriter rejections, UncaughtExceptions uncaught, ErrorPages errorPages) {
        this.problems = problems;
        this.rejections = rejections;
        this.uncaught = uncaught;
        this.errorPages = errorPages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        ModelAndView answer = resolve(request, response, exception);
        if (answer != null) {
            AsyncWork.end(request);
        }
        return answer;
    }

    private @Nullable ModelAndView resolve(
            HttpServletRequest request, HttpServletResponse response, Exception exception) {
        if (SPRING_SECURITY && SecurityExceptions.isAccessException(exception)) {
            return null;
        }
        if (SpringProblems.isNone(exception) && UncaughtExceptions.overruling(request) == null) {
            return null;
        }
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
        if (included && isFailure(request, exception)) {
            return null;
        }
        Problem problem = problem(request, response, exception);
        if (problem == null) {
            return new ModelAndView();
        }
        if (response.isCommitted()) {
            return brokenOff(request, exception);
        }
        ModelAndView page = included ? null : errorPages.page(request, problem.status());
        return page != null ? page : write(request, response, problem);
    }

    /** Spring's resolver would end half of an answer as if it were all of it; the container cuts it. */
    private static @Nullable ModelAndView brokenOff(HttpServletRequest request, Exception exception) {
        if (UncaughtExceptions.isAnsweredByContainer(request)) {
            return new ModelAndView();
        }
        if (exception instanceof HttpMessageNotWritableException half) {
            throw half;
        }
        return null;
    }

    /** What includes a resource learns of its failures, as without this resolver; they may become those of the page. */
    private boolean isFailure(HttpServletRequest request, Exception exception) {
        return UncaughtExceptions.overruling(request) != null
                || (!(exception instanceof ProblemException) && known(exception) == null);
    }

    private @Nullable Problem problem(HttpServletRequest request, HttpServletResponse response, Exception exception) {
        Problem overruling = UncaughtExceptions.overruling(request);
        if (overruling != null) {
            return overruling;
        }
        AsyncRequestNotUsableException disconnect = disconnect(exception);
        if (disconnect != null) {
            return uncaught.handle(request, response, disconnect);
        }
        Problem known = exception instanceof ProblemException ? null : known(exception);
        if (known == null || (response.isCommitted() && UncaughtExceptions.isDisconnect(exception, response))) {
            return uncaught.handle(request, response, exception);
        }
        if (known.status() == 500) {
            uncaught.report(request, exception);
        } else if (known.status() > 500) {
            log.warn("A request was answered with {}", known);
        }
        return known;
    }

    /** What wrote the answer wraps what it was told of the client that went away meanwhile. */
    private static @Nullable AsyncRequestNotUsableException disconnect(Exception exception) {
        Throwable cause = exception instanceof HttpMessageNotWritableException ? exception.getCause() : null;
        for (int depth = 0; depth < MAX_CAUSES && cause != null; depth++) {
            if (cause instanceof AsyncRequestNotUsableException disconnect) {
                return disconnect;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** A wrapper that Spring put around an exception of the container knows less than the container. */
    private @Nullable Problem known(Exception exception) {
        Throwable cause = exception.getCause();
        Problem ofCause = exception instanceof MultipartException && cause != null ? uncaught.known(cause) : null;
        return ofCause != null ? ofCause : problems.of(exception);
    }

    private @Nullable ModelAndView write(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        try {
            rejections.write(request, response, problem);
            return new ModelAndView();
        } catch (IOException e) {
            log.debug("The answer {} could not be written", problem.code().code(), e);
            return null;
        }
    }
}
