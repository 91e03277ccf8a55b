package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.multipart.FileNameReader;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The name as {@code MultipartFile.getOriginalFilename()} is going to tell it. */
final class SpringFileName implements FileNameReader {

    @Override
    public @Nullable String read(Part part) {
        return ContentDisposition.parse(part.getHeader(HttpHeaders.CONTENT_DISPOSITION))
                .getFilename();
    }
}
