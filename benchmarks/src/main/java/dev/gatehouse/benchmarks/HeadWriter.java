package dev.gatehouse.benchmarks;

import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;

/** Writes status and headers into Tomcat's own buffer, by Tomcat's own code. */
final class HeadWriter extends Http11OutputBuffer {

    private static final int TOMCATS_DEFAULT = 8192;

    HeadWriter(Response response) {
        super(response, TOMCATS_DEFAULT);
    }

    void clear() {
        headerBuffer.clear();
    }

    String text() {
        return new String(headerBuffer.array(), 0, headerBuffer.position(), StandardCharsets.ISO_8859_1);
    }

    void write() {
        MimeHeaders headers = response.getMimeHeaders();
        String contentType = response.getContentType();
        if (contentType != null) {
            headers.setValue("Content-Type").setString(contentType);
        }
        sendStatus(response.getStatus());
        for (int i = 0; i < headers.size(); i++) {
            sendHeader(headers.getName(i), headers.getValue(i));
        }
        endHeaders();
    }
}
