package dev.gatehouse.upload.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart body, part by part, as good or bad as asked for. */
final class Multipart {

    static final String BOUNDARY = "----b0undary";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A file as browsers send it. */
    static Multipart file(String name, String type, byte[] content) {
        return new Multipart().andFile("file", name, type, content);
    }

    static Multipart text(String name) {
        return file(name, "text/plain", "hello\n".getBytes(StandardCharsets.UTF_8));
    }

    /** A part with this value of its Content-Disposition and a text that is harmless. */
    static Multipart disposition(String value) {
        return new Multipart().andPart("Content-Disposition: " + value, "hello\n".getBytes(StandardCharsets.UTF_8));
    }

    Multipart andFile(String field, String name, String type, byte[] content) {
        return andPart(
                "Content-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name + "\"\r\nContent-Type: "
                        + type,
                content);
    }

    Multipart andText(String field, String name) {
        return andFile(field, name, "text/plain", "hello\n".getBytes(StandardCharsets.UTF_8));
    }

    Multipart andField(String field, String value) {
        return andPart(
                "Content-Disposition: form-data; name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    Multipart andPart(String head, byte[] content) {
        bytes.writeBytes(("--" + BOUNDARY + "\r\n" + head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        return (bytes.toString(StandardCharsets.ISO_8859_1) + "--" + BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
