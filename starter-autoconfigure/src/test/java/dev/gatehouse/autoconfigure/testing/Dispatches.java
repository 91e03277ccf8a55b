package dev.gatehouse.autoconfigure.testing;

import dev.gatehouse.autoconfigure.error.ErrorDispatchExemption;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** Handlers that send a request on inside the service, to the path {@code to}. */
@Configuration(proxyBeanMethods = false)
@Import(Dispatches.Handlers.class)
public class Dispatches {

    /** The kinds that end with the answer of another handler. */
    public static final String[] KINDS = {"/view", "/forward", "/async", "/async-unwrapped", "/async-forward"};

    @Bean
    ErrorPageRegistrar errorPage() {
        return registry -> registry.addErrorPages(new ErrorPage(HttpStatus.I_AM_A_TEAPOT, "/error-page"));
    }

    @Bean
    ErrorDispatchExemption ownErrorPage() {
        return request -> true;
    }

    @RestController
    static class Handlers {

        @GetMapping("/view")
        ModelAndView view(@RequestParam String to) {
            return new ModelAndView("forward:" + to);
        }

        @GetMapping("/forward")
        void forward(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws Exception {
            request.getRequestDispatcher(to).forward(request, response);
        }

        @GetMapping("/async")
        void async(HttpServletRequest request, HttpServletResponse response, @RequestParam String to) {
            request.startAsync(request, response).dispatch(to);
        }

        @GetMapping("/async-unwrapped")
        void asyncUnwrapped(HttpServletRequest request, @RequestParam String to) {
            request.startAsync().dispatch(to);
        }

        @GetMapping("/async-forward")
        void asyncForward(HttpServletRequest request, HttpServletResponse response, @RequestParam String to) {
            request.startAsync(request, response).dispatch("/forward-again?next=" + to);
        }

        @GetMapping("/forward-again")
        void forwardAgain(HttpServletRequest request, HttpServletResponse response, @RequestParam String next)
                throws Exception {
            request.getRequestDispatcher(next).forward(request, response);
        }

        @GetMapping("/include")
        void include(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws Exception {
            request.getRequestDispatcher(to).include(request, response);
        }

        @GetMapping("/teapot")
        void teapot(HttpServletResponse response) throws Exception {
            response.sendError(418);
        }
    }
}
