package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.FeatureFlag;
import dev.gatehouse.flag.FlagGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The flags at a handler, behind authentication; all of them have to be on. Every dispatch but ERROR. */
final class FlagInterceptor implements HandlerInterceptor {

    private final FlagGate gate;
    private final HandlerFlags annotated;

    FlagInterceptor(FlagGate gate, HandlerFlags annotated) {
        this.gate = gate;
        this.annotated = annotated;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        List<FeatureFlag> flags = annotated.of(method);
        for (int i = 0; i < flags.size(); i++) {
            FeatureFlag flag = flags.get(i);
            if (!gate.admit(request, response, flag.value(), flag.status())) {
                return false;
            }
        }
        return true;
    }
}
