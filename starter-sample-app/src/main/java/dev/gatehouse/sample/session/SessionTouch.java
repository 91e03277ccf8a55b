package dev.gatehouse.sample.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.autoconfigure.account.AccountProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Writes down when a session was last used, but not with each request: about as often as somebody would look at it. */
@Component
class SessionTouch implements HandlerInterceptor, WebMvcConfigurer {

    private static final int MAX_SESSIONS = 100_000;

    private final SessionTable sessions;
    private final CurrentCaller caller;
    private final Clock clock;
    private final Cache<UUID, Boolean> touched;

    SessionTouch(SessionTable sessions, CurrentCaller caller, AccountProperties properties, Clock clock) {
        this.sessions = sessions;
        this.caller = caller;
        this.clock = clock;
        this.touched = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(properties.session().touchInterval())
                .build();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        caller.get().map(Caller::sessionId).ifPresent(this::touch);
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    private void touch(UUID session) {
        if (touched.asMap().putIfAbsent(session, Boolean.TRUE) == null) {
            sessions.touch(session, clock.instant());
        }
    }
}
