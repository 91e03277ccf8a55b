package dev.gatehouse;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;

/** A real Tomcat on a free port with a chain of filters in front of one handler. */
public final class FilterServer implements AutoCloseable {

    /** What stands behind the filters. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FilterServer(
            @Nullable Executor workers,
            boolean errorPage,
            List<ServletRequestListener> listeners,
            Handler handler,
            Filter... filters)
            throws Exception {
        Logger.getLogger("org.apache").setLevel(Level.OFF);
        Path directory = Files.createTempDirectory("filter-server");
        directory.toFile().deleteOnExit();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ErrorReportValve.class.getName());
        Context context = tomcat.addContext("", directory.toString());
        for (Filter filter : filters) {
            add(context, filter);
        }
        listeners.forEach(listener -> context.addServletContainerInitializer(
                (classes, servletContext) -> servletContext.addListener(listener), null));
        Wrapper wrapper = Tomcat.addServlet(context, "handler", servlet(handler));
        wrapper.setAsyncSupported(true);
        wrapper.setMultipartConfigElement(new MultipartConfigElement(directory.toString()));
        context.addServletMappingDecoded("/*", "handler");
        if (errorPage) {
            Tomcat.addServlet(
                    context,
                    "error",
                    servlet((request, response) -> response.getWriter().write("error page")));
            context.addServletMappingDecoded("/error", "error");
            ErrorPage page = new ErrorPage();
            page.setLocation("/error");
            context.addErrorPage(page);
        }
        if (workers != null) {
            tomcat.getConnector().getProtocolHandler().setExecutor(workers);
        }
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.start();
    }

    public static FilterServer start(Handler handler, Filter... filters) throws Exception {
        return new FilterServer(null, true, List.of(), handler, filters);
    }

    /** Starts a server whose requests are handled by this executor. */
    public static FilterServer startOn(Executor workers, Handler handler, Filter... filters) throws Exception {
        return new FilterServer(workers, true, List.of(), handler, filters);
    }

    public static FilterServer start(
            boolean errorPage, List<ServletRequestListener> listeners, Handler handler, Filter... filters)
            throws Exception {
        return new FilterServer(null, errorPage, listeners, handler, filters);
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void add(Context context, Filter filter) {
        String name = filter.getClass().getName() + context.findFilterDefs().length;
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR)
                .forEach(type -> mapping.setDispatcher(type.name()));
        context.addFilterMap(mapping);
    }

    private static HttpServlet servlet(Handler handler) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                handler.handle(request, response);
            }
        };
    }
}
