package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.multipart.ResolvedParts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * The parts of a request that Spring has resolved already: a filter did, or it is one of MockMvc. A controller may ask for its
 * files or for its parts, and one may be there without the other.
 */
final class ResolvedMultipart implements ResolvedParts {

    @Override
    public @Nullable Collection<Part> of(HttpServletRequest request) throws IOException, ServletException {
        MultipartHttpServletRequest resolved = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return resolved == null ? null : partsOf(resolved);
    }

    private static Collection<Part> partsOf(MultipartHttpServletRequest request) throws IOException, ServletException {
        Collection<Part> ofContainer = request.getParts();
        List<Part> parts = new ArrayList<>(ofContainer);
        List<Part> unmatched = new ArrayList<>(ofContainer);
        for (List<MultipartFile> files : request.getMultiFileMap().values()) {
            for (MultipartFile file : files) {
                if (!removeOneThatIs(file, unmatched)) {
                    parts.add(new MultipartFilePart(file));
                }
            }
        }
        return parts;
    }

    private static boolean removeOneThatIs(MultipartFile file, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (isSame(file, parts.get(i))) {
                parts.remove(i);
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(MultipartFile file, Part part) {
        return file.getName().equals(part.getName())
                && part.getSubmittedFileName() != null
                && part.getSubmittedFileName().equals(file.getOriginalFilename())
                && part.getSize() == file.getSize();
    }
}
