package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorPageMatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;

/** Which errors end in one of the application's pages. A management port of its own has an error path that knows none of them. */
final class ErrorPageDispatches implements ErrorDispatchExemption, ErrorPageMatcher {

    private final ErrorPages pages;
    private final ServletContext application;

    ErrorPageDispatches(ErrorPages pages, ServletContext application) {
        this.pages = pages;
        this.application = application;
    }

    @Override
    public boolean matches(HttpServletRequest dispatch) {
        return hasPage(dispatch, ErrorPages.status(dispatch));
    }

    @Override
    public boolean hasPage(HttpServletRequest request, int status) {
        return request.getServletContext() == application && pages.page(request, status) != null;
    }
}
