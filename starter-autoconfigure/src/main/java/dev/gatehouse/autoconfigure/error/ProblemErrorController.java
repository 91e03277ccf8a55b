package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers the error dispatches that the filter left to it: those that end in a page of the application. Somebody who
 * asks for the error path without an error finds nothing there.
 */
@Controller
final class ProblemErrorController implements ErrorController {

    private final RejectionWriter rejections;
    private final ErrorPages errorPages;

    ProblemErrorController(RejectionWriter rejections, ErrorPages errorPages) {
        this.rejections = rejections;
        this.errorPages = errorPages;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
            rejections.write(request, response, Problem.of(ErrorCode.NOT_FOUND));
            return null;
        }
        int status = ErrorPages.status(request);
        ModelAndView page = errorPages.page(request, status);
        if (page == null && status >= 400) {
            rejections.write(request, response, Problem.of(ErrorCode.forStatus(status)));
        }
        return page;
    }
}
