package dev.gatehouse;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real Jetty on a free port with a chain of filters in front of one handler, as {@link FilterServer} is a Tomcat. */
public final class JettyServer implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private JettyServer(Consumer<ServletContextHandler> customizer, FilterServer.Handler handler, Filter... filters)
            throws Exception {
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter filter : filters) {
            context.addFilter(
                    new FilterHolder(filter),
                    "/*",
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        }
        ServletHolder holder = new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                handler.handle(request, response);
            }
        });
        holder.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
        context.addServlet(holder, "/*");
        customizer.accept(context);
        server.setHandler(context);
        server.start();
    }

    public static JettyServer start(FilterServer.Handler handler, Filter... filters) throws Exception {
        return start(context -> {}, handler, filters);
    }

    public static JettyServer start(
            Consumer<ServletContextHandler> customizer, FilterServer.Handler handler, Filter... filters)
            throws Exception {
        return new JettyServer(customizer, handler, filters);
    }

    public URI uri() {
        return URI.create("http://localhost:" + connector.getLocalPort());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
