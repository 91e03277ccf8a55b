package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ExceptionProblems;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemBody;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Errors in Spring MVC. An application that brings its own {@code ErrorController} keeps its error dispatches. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({DispatcherServlet.class, ErrorController.class})
class MvcErrorConfiguration {

    @Bean
    WebMvcConfigurer gatehouseProblemExceptionResolverConfigurer(
            RejectionWriter gatehouseRejectionWriter,
            UncaughtExceptions gatehouseUncaughtExceptions,
            ObjectProvider<ErrorViewResolver> views,
            ObjectProvider<FieldNames> gatehouseJsonFieldNames) {
        return new WebMvcConfigurer() {
            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                SpringProblems problems = springProblems(gatehouseJsonFieldNames);
                ErrorPages pages = new ErrorPages(views.orderedStream().toList());
                resolvers.add(
                        behindExceptionHandlers(resolvers),
                        new ProblemExceptionResolver(
                                problems, gatehouseRejectionWriter, gatehouseUncaughtExceptions, pages));
                resolvers.add(0, new HandledException());
            }
        };
    }

    @Bean
    ProblemDetailAdvice gatehouseProblemDetailAdvice(
            RejectionWriter gatehouseRejectionWriter,
            ProblemBody gatehouseProblemBody,
            ObjectProvider<Clock> clock,
            ObjectProvider<OwnMembers> gatehouseJsonMembers,
            ObjectProvider<FieldNames> gatehouseJsonFieldNames) {
        return new ProblemDetailAdvice(
                springProblems(gatehouseJsonFieldNames),
                gatehouseJsonMembers.getIfAvailable(() -> OwnMembers.UNKNOWN),
                gatehouseRejectionWriter,
                gatehouseProblemBody,
                clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    UnmetRangeAdvice gatehouseUnmetRangeAdvice(RejectionWriter gatehouseRejectionWriter) {
        return new UnmetRangeAdvice(gatehouseRejectionWriter);
    }

    @Bean
    static FormattedCorsRefusals gatehouseFormattedCorsRefusals() {
        return new FormattedCorsRefusals();
    }

    /** Spring reads the forms of PUT, PATCH and DELETE in a filter, where no handler of exceptions hears of what it throws. */
    @Bean
    ExceptionProblems gatehouseFormExceptionProblems() {
        return exception -> exception instanceof HttpMessageNotReadableException
                ? Problem.of(ErrorCode.MALFORMED_BODY).withMessage("The form could not be read.")
                : null;
    }

    @Bean
    ExceptionProblems gatehouseMultipartExceptionProblems(ObjectProvider<ExceptionProblems> all) {
        return new SpringMultipartProblems(all);
    }

    @Bean
    ErrorDispatchExemption gatehouseApplicationErrorControllerExemption(ObjectProvider<ErrorController> controllers) {
        return request -> controllers.stream().anyMatch(controller -> !(controller instanceof ProblemErrorController));
    }

    private static SpringProblems springProblems(ObjectProvider<FieldNames> names) {
        return new SpringProblems(names.getIfAvailable(() -> FieldNames.AS_IN_JAVA));
    }

    private static int behindExceptionHandlers(List<HandlerExceptionResolver> resolvers) {
        for (int i = resolvers.size() - 1; i >= 0; i--) {
            if (resolvers.get(i) instanceof ExceptionHandlerExceptionResolver) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Where bodies are JSON, their fields are named as in it, and objects have the members that they have there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JsonMapper.class)
    static class Json {

        @Bean
        FieldNames gatehouseJsonFieldNames(ObjectProvider<JsonMapper> mapper) {
            return (root, path) -> {
                JsonMapper known = mapper.getIfUnique();
                return known == null ? path : new JsonFieldNames(known).translate(root, path);
            };
        }

        @Bean
        OwnMembers gatehouseJsonMembers(ObjectProvider<JsonMapper> mapper) {
            return detail -> {
                JsonMapper known = mapper.getIfUnique();
                return known == null ? null : known.convertValue(detail, Map.class);
            };
        }
    }

    /** The error path, where the application has no controller for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(ErrorController.class)
    static class ErrorPath {

        @Bean
        ErrorPages gatehouseErrorPages(ObjectProvider<ErrorViewResolver> views) {
            return new ErrorPages(views.orderedStream().toList());
        }

        @Bean
        ErrorPageDispatches gatehouseErrorPageDispatches(ErrorPages gatehouseErrorPages, ServletContext application) {
            return new ErrorPageDispatches(gatehouseErrorPages, application);
        }

        @Bean
        ProblemErrorController gatehouseProblemErrorController(
                RejectionWriter gatehouseRejectionWriter, ErrorPages gatehouseErrorPages) {
            return new ProblemErrorController(gatehouseRejectionWriter, gatehouseErrorPages);
        }
    }
}
