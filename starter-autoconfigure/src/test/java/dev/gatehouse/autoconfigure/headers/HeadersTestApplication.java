package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.headers.CspNonce;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.ViewResolverRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;
import org.springframework.web.servlet.view.AbstractUrlBasedView;
import org.springframework.web.servlet.view.BeanNameViewResolver;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.servlet.view.json.JacksonJsonView;

/** A small service with an answer of every kind. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
        })
@Import(HeadersTestApplication.Answers.class)
class HeadersTestApplication {

    /** For applications without Spring Security, which is on the class path of the tests. */
    static final String WITHOUT_SPRING_SECURITY =
            "spring.autoconfigure.exclude=org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration";

    @Bean
    BeanNameViewResolver beanNameViewResolver() {
        return new BeanNameViewResolver();
    }

    @Bean
    TemplateResolver templateResolver() {
        return new TemplateResolver();
    }

    @Bean
    WebMvcConfigurer resolverThatIsNoBean() {
        return new WebMvcConfigurer() {
            @Override
            public void configureViewResolvers(ViewResolverRegistry registry) {
                registry.viewResolver(new ScriptResolver());
            }
        };
    }

    /** The page that this application has for errors. */
    @Bean
    ErrorViewResolver errorPages() {
        return (request, status, model) -> new ModelAndView("page", model);
    }

    /** Stands for Thymeleaf, which finds what the model lacks among the attributes of the request. */
    @Bean
    View pageOfAttributes() {
        return (model, request, response) -> writePage(response, request.getAttribute("cspNonce"));
    }

    @Bean
    View data() {
        return new JacksonJsonView();
    }

    private static void writePage(HttpServletResponse response, @Nullable Object nonce) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write("<script nonce=\"" + nonce + "\">go()</script>");
    }

    /** Stands for FreeMarker, Mustache and the like: has a template for each name that ends in page. */
    static class TemplateResolver extends AbstractTemplateViewResolver {

        TemplateResolver() {
            setViewClass(Template.class);
            setViewNames("*page");
            setOrder(0);
        }

        @Override
        protected Class<?> requiredViewClass() {
            return Template.class;
        }
    }

    static class Template extends AbstractTemplateView {

        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            writePage(response, model.get("cspNonce"));
        }
    }

    /** Stands for templates by script, whose view is of another kind. */
    static class ScriptResolver extends UrlBasedViewResolver {

        ScriptResolver() {
            setViewClass(ScriptView.class);
            setViewNames("*sheet");
        }
    }

    static class ScriptView extends AbstractUrlBasedView {

        @Override
        protected void renderMergedOutputModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            writePage(response, model.get("cspNonce"));
        }
    }

    static class Mishap extends RuntimeException {}

    @RestController
    static class Answers {

        @GetMapping("/json")
        Map<String, String> json() {
            return Map.of("answer", "yes");
        }

        @GetMapping("/number")
        String number(@RequestParam int value) {
            return "" + value;
        }

        @PostMapping(value = "/json", consumes = MediaType.APPLICATION_JSON_VALUE)
        Map<String, String> post(@RequestBody Map<String, String> body) {
            return body;
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("boom");
        }

        @GetMapping("/refuses")
        String refuses(@RequestParam int status) {
            throw new ResponseStatusException(HttpStatus.valueOf(status));
        }

        @GetMapping("/send-error")
        void sendError(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @GetMapping("/empty")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void empty() {}

        @GetMapping("/callable")
        Callable<Map<String, String>> callable() {
            return () -> Map.of("answer", "later");
        }

        @GetMapping("/deferred")
        DeferredResult<Map<String, String>> deferred() {
            DeferredResult<Map<String, String>> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult(Map.of("answer", "later")));
            return result;
        }

        @GetMapping("/deferred-page")
        DeferredResult<ResponseEntity<String>> deferredPage() {
            DeferredResult<ResponseEntity<String>> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult(
                    ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body("<p>later</p>")));
            return result;
        }

        @GetMapping("/stream")
        StreamingResponseBody stream() {
            return out -> {
                for (int i = 0; i < 20; i++) {
                    out.write("0123456789".repeat(100).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            };
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws IOException {
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.reset();
            response.setContentType("text/plain");
            response.getOutputStream().write('x');
        }

        @GetMapping("/own")
        ResponseEntity<String> own() {
            return ResponseEntity.ok()
                    .header("X-Frame-Options", "SAMEORIGIN")
                    .header("Content-Security-Policy", "default-src 'self'")
                    .header("X-Powered-By", "Gatehouse tests")
                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                    .body("own");
        }

        @GetMapping("/expires")
        void expires(HttpServletResponse response) throws IOException {
            response.setDateHeader("Expires", 1_000_000_000_000L);
            response.getOutputStream().write('x');
        }

        @GetMapping("/not-modified")
        String notModified(WebRequest request) {
            return request.checkNotModified("\"v1\"") ? null : "body";
        }

        @GetMapping(value = "/html", produces = MediaType.TEXT_HTML_VALUE)
        String html(HttpServletRequest request) {
            return "<script nonce=\"" + request.getAttribute("dev.gatehouse.csp-nonce") + "\">go()</script>";
        }

        @GetMapping("/view")
        ModelAndView view() {
            return new ModelAndView("page");
        }

        @GetMapping("/view-of-registered-resolver")
        ModelAndView viewOfRegisteredResolver() {
            return new ModelAndView("sheet");
        }

        @GetMapping("/view-of-attributes")
        ModelAndView viewOfAttributes() {
            return new ModelAndView("pageOfAttributes");
        }

        @GetMapping("/view-of-handled-exception")
        ModelAndView viewOfHandledException() {
            throw new Mishap();
        }

        @ExceptionHandler
        ModelAndView handle(Mishap mishap) {
            return new ModelAndView("page");
        }

        @GetMapping("/view-with-own-nonce")
        ModelAndView viewWithOwnNonce() {
            return new ModelAndView("page", Map.of("cspNonce", "mine"));
        }

        @GetMapping("/data-view")
        ModelAndView dataView(@RequestParam String view) {
            return view.equals("named")
                    ? new ModelAndView("data", Map.of("answer", "yes"))
                    : new ModelAndView(new JacksonJsonView(), Map.of("answer", "yes"));
        }

        @GetMapping("/cached-view")
        ModelAndView cachedView(HttpServletResponse response) {
            response.setHeader("Cache-Control", "max-age=60");
            return new ModelAndView("page");
        }

        @GetMapping("/cached-html")
        ResponseEntity<String> cachedHtml() {
            return ResponseEntity.ok()
                    .contentType(MediaType.TEXT_HTML)
                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                    .body("<p>plain</p>");
        }

        @GetMapping("/redirect-view")
        ModelAndView redirectView() {
            return new ModelAndView("redirect:/json", Map.of("kept", "1"));
        }

        @GetMapping(value = "/docs/index.html", produces = MediaType.TEXT_HTML_VALUE)
        String docs() {
            return "<div id=\"swagger-ui\"></div>";
        }

        @GetMapping("/nonce-of-api")
        String nonceOfApi(HttpServletRequest request) {
            return CspNonce.of(request);
        }
    }
}
