package dev.gatehouse.autoconfigure.upload;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.multipart.MultipartFile;

/** A file of Spring as the part that it would be on the wire. Whoever made the file deletes it. */
final class MultipartFilePart implements Part {

    private final MultipartFile file;
    private final String fileName;
    private final String disposition;

    MultipartFilePart(MultipartFile file) {
        this.file = file;
        String name = file.getOriginalFilename();
        this.fileName = name == null ? "" : name;
        this.disposition = ContentDisposition.formData()
                .name(file.getName())
                .filename(fileName)
                .build()
                .toString();
    }

    @Override
    public String getName() {
        return file.getName();
    }

    @Override
    public String getSubmittedFileName() {
        return fileName;
    }

    @Override
    public @Nullable String getContentType() {
        return file.getContentType();
    }

    @Override
    public long getSize() {
        return file.getSize();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return file.getInputStream();
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_DISPOSITION)) {
            return disposition;
        }
        return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? getContentType() : null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        String header = getHeader(name);
        return header == null ? List.of() : List.of(header);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return getContentType() == null
                ? List.of(HttpHeaders.CONTENT_DISPOSITION)
                : List.of(HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.CONTENT_TYPE);
    }

    @Override
    public void write(String fileName) {
        throw new UnsupportedOperationException("The file is only looked at.");
    }

    @Override
    public void delete() {
        // Not this one's file.
    }
}
