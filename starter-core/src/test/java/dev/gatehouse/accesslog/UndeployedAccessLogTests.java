package dev.gatehouse.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.ratelimit.Eventually;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequestListener;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that brings the access log along may be taken out of a container that goes on. */
class UndeployedAccessLogTests {

    @Test
    void leavesNothingInTomcat() throws Exception {
        checkCollected(runInTomcat());
    }

    @Test
    void leavesNothingInJetty() throws Exception {
        checkCollected(runInJetty());
    }

    private static void checkCollected(WeakReference<Application> application) {
        Eventually.isTrue(() -> {
            System.gc();
            return application.get() == null;
        });
    }

    private static WeakReference<Application> runInTomcat() throws Exception {
        Application application = new Application();
        try (FilterServer tomcat = FilterServer.start(
                true,
                List.of(application.listener()),
                (request, response) -> request.startAsync().complete(),
                application.filter())) {
            checkAnswered(tomcat.uri(""));
        }
        return new WeakReference<>(application);
    }

    private static WeakReference<Application> runInJetty() throws Exception {
        Application application = new Application();
        ServletRequestListener listener = application.listener();
        try (JettyServer jetty = JettyServer.start(
                context -> context.addEventListener(listener),
                (request, response) -> request.startAsync().complete(),
                application.filter())) {
            checkAnswered(jetty.uri());
        }
        return new WeakReference<>(application);
    }

    private static void checkAnswered(URI server) throws IOException {
        assertThat(RawHttp.send(server.getPort(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Has classes of its own where the container has others, or none, as a web application has. */
    private static final class Application extends URLClassLoader {

        private Application() {
            super(
                    new URL[] {
                        AccessLogFilter.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                    },
                    AccessLogFilter.class.getClassLoader());
        }

        private ServletRequestListener listener() throws ReflectiveOperationException {
            return (ServletRequestListener) loadClass(AccessLogFilter.class.getName())
                    .getMethod("requestListener")
                    .invoke(null);
        }

        private Filter filter() throws ReflectiveOperationException {
            Class<?> settings = loadClass(AccessLogSettings.class.getName());
            Class<?> matcher = loadClass("dev.gatehouse.web.RequestMatcher");
            Object nothing =
                    Proxy.newProxyInstance(this, new Class<?>[] {matcher}, (proxy, method, arguments) -> false);
            return (Filter) loadClass(AccessLogFilter.class.getName())
                    .getConstructor(settings, matcher)
                    .newInstance(settings.getMethod("defaults").invoke(null), nothing);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.gatehouse.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }
}
