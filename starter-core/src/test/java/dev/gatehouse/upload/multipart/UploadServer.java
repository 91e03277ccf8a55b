package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A container with the upload filter in front of a servlet that lists the parts it gets; every part goes to disk. */
final class UploadServer implements AutoCloseable {

    enum Container {
        TOMCAT,
        JETTY
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path directory;
    private final Path parts;
    private final AtomicInteger reached = new AtomicInteger();
    private final int port;
    private final AutoCloseable container;

    private UploadServer(Container kind, Filter filter, long maxFileSize) throws Exception {
        Logger.getLogger("org.apache").setLevel(Level.OFF);
        directory = Files.createTempDirectory("uploads");
        parts = Files.createDirectory(directory.resolve("parts"));
        MultipartConfigElement config = new MultipartConfigElement(parts.toString(), maxFileSize, -1, 0);
        HttpServlet servlet = new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                reached.incrementAndGet();
                handle(request, response);
            }
        };
        if (kind == Container.TOMCAT) {
            Tomcat tomcat = tomcat(filter, config, servlet);
            port = tomcat.getConnector().getLocalPort();
            container = () -> {
                tomcat.stop();
                tomcat.destroy();
            };
        } else {
            Server jetty = new Server();
            HttpConfiguration http = new HttpConfiguration();
            // Jetty closes a connection on which a body was not read, maybe after the next request was sent on it.
            http.setPersistentConnectionsEnabled(false);
            ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
            jetty.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/");
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
            ServletHolder holder = new ServletHolder(servlet);
            holder.getRegistration().setMultipartConfig(config);
            context.addServlet(holder, "/*");
            jetty.setHandler(context);
            jetty.start();
            port = connector.getLocalPort();
            container = jetty::stop;
        }
    }

    private Tomcat tomcat(Filter filter, MultipartConfigElement config, HttpServlet servlet) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", directory.toString());
        FilterDef definition = new FilterDef();
        definition.setFilterName("upload");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("upload");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        Tomcat.addServlet(context, "parts", servlet).setMultipartConfigElement(config);
        context.addServletMappingDecoded("/*", "parts");
        // As Spring Boot sets it: names are read as UTF-8.
        context.setRequestCharacterEncoding("UTF-8");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.start();
        return tomcat;
    }

    static UploadServer start(Container kind, UploadPolicy policy) throws Exception {
        return start(kind, UploadRules.of(policy), List.of(), List.of());
    }

    static UploadServer start(
            Container kind, UploadRules rules, List<FileNameReader> readers, List<UploadListener> listeners)
            throws Exception {
        return start(kind, UploadValidator.withDefaults(), rules, readers, listeners);
    }

    static UploadServer start(
            Container kind,
            UploadValidator validator,
            UploadRules rules,
            List<FileNameReader> readers,
            List<UploadListener> listeners)
            throws Exception {
        Filter filter =
                new UploadFilter(validator, rules, RejectionWriter.withDefaults(), readers, List.of(), listeners);
        return new UploadServer(kind, filter, 200L << 20);
    }

    /** Says of each part its name, its file name and the verdict; so a request that gets here was let in. */
    private static void handle(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        StringBuilder answer = new StringBuilder("reached");
        String type = request.getContentType();
        if (type != null && type.startsWith("multipart/form-data")) {
            for (Part part : request.getParts()) {
                answer.append('|').append(part.getName()).append('=').append(part.getSubmittedFileName());
                answer.append('=')
                        .append(CheckedUploads.of(request)
                                .verdict(part.getName(), String.valueOf(part.getSubmittedFileName())));
            }
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(answer);
    }

    HttpResponse<String> post(Multipart body) throws Exception {
        return post("/files", Multipart.TYPE, body.bytes());
    }

    HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return CLIENT.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    int port() {
        return port;
    }

    /** How many requests got through to the servlet. */
    int reached() {
        return reached.get();
    }

    /** Waits until the container has put its temporary files away: it does so after the answer. */
    boolean leavesNothing() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (files() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return files() == 0;
    }

    long files() throws IOException {
        try (Stream<Path> files = Files.list(parts)) {
            return files.count();
        }
    }

    @Override
    public void close() throws Exception {
        container.close();
    }
}
