package dev.gatehouse.autoconfigure.limits;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Reads bodies in every way there is and answers with their length. */
@Configuration(proxyBeanMethods = false)
@Import(ReadingService.Readers.class)
class ReadingService {

    @RestController
    static class Readers {

        @RequestMapping("/json")
        String json(@RequestBody Map<String, Object> body) {
            return body.keySet().toString();
        }

        @RequestMapping("/text")
        String text(@RequestBody String body) {
            return "read " + body.length();
        }

        @RequestMapping("/bytes")
        String bytes(@RequestBody byte[] body) {
            return "read " + body.length;
        }

        @RequestMapping("/form")
        String form(@RequestParam String value) {
            return "read " + value.length();
        }

        @RequestMapping("/form-map")
        String formMap(@RequestBody MultiValueMap<String, String> form) {
            return "read " + form.size();
        }

        @RequestMapping("/parameters")
        String parameters(HttpServletRequest request) {
            return "read " + request.getParameterMap().size();
        }

        @RequestMapping("/multipart")
        String multipart(@RequestPart MultipartFile file) {
            return "read " + file.getSize();
        }

        @RequestMapping("/parts")
        String parts(HttpServletRequest request) throws Exception {
            return "read " + request.getParts().size();
        }

        @RequestMapping("/stream")
        String stream(HttpServletRequest request) throws IOException {
            return "read " + StreamUtils.drain(request.getInputStream());
        }

        @RequestMapping("/one-by-one")
        String oneByOne(HttpServletRequest request) throws IOException {
            ServletInputStream in = request.getInputStream();
            int count = 0;
            while (in.read() >= 0) {
                count++;
            }
            return "read " + count;
        }

        @RequestMapping("/skip")
        String skip(HttpServletRequest request) throws IOException {
            request.getInputStream().skipNBytes(500);
            return "read " + StreamUtils.drain(request.getInputStream());
        }

        @RequestMapping("/reader")
        String reader(HttpServletRequest request) throws IOException {
            return "read "
                    + request.getReader().lines().mapToInt(String::length).sum();
        }

        @PostMapping("/callable")
        Callable<String> callable(HttpServletRequest request) {
            return () -> "read " + StreamUtils.drain(request.getInputStream());
        }

        /** Whatever happens, all is well. */
        @RequestMapping("/optimist")
        void optimist(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int count = 0;
            for (int attempt = 0; attempt < 5; attempt++) {
                try {
                    count += StreamUtils.drain(request.getInputStream());
                } catch (RuntimeException e) {
                    response.reset();
                }
            }
            response.setStatus(200);
            response.setHeader("X-Optimist", "yes");
            response.getWriter().print("read " + count);
            response.flushBuffer();
        }

        /** Holds on to the stream of the answer while it reads. */
        @RequestMapping("/into-gzip")
        void intoGzip(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try (GZIPOutputStream out = new GZIPOutputStream(response.getOutputStream())) {
                request.getInputStream().transferTo(out);
            }
        }

        @RequestMapping("/pessimist")
        void pessimist(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                StreamUtils.drain(request.getInputStream());
                response.getWriter().print("read");
            } catch (RuntimeException e) {
                response.sendError(500, "expected");
            }
        }

        /** Reads forms twice: what was refused once must not look like an empty form. */
        @RequestMapping("/stubborn")
        String stubborn(HttpServletRequest request) {
            try {
                request.getParameterMap();
            } catch (RuntimeException e) {
                return "read " + request.getParameterMap().size();
            }
            return "read " + request.getParameterMap().size();
        }

        @PostMapping("/listener")
        void listener(HttpServletRequest request) throws IOException {
            AsyncContext context = request.startAsync();
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new ReadListener() {
                private int count;

                @Override
                public void onDataAvailable() throws IOException {
                    byte[] buffer = new byte[512];
                    while (in.isReady()) {
                        int read = in.read(buffer);
                        if (read < 0) {
                            return;
                        }
                        count += read;
                    }
                }

                @Override
                public void onAllDataRead() throws IOException {
                    context.getResponse().getWriter().print("read " + count);
                    context.complete();
                }

                @Override
                public void onError(Throwable failure) {
                    context.complete();
                }
            });
        }

        @PostMapping("/ignore")
        String ignore() {
            return "read 0";
        }

        @GetMapping("/ok")
        String ok(@RequestParam(required = false) MultiValueMap<String, String> all) {
            return "ok";
        }

        @PostMapping("/echo")
        void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            request.getInputStream().transferTo(copy);
            response.getWriter().print(copy.toString(StandardCharsets.UTF_8));
        }
    }
}
