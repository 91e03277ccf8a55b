package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.upload.RequestVerdict;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadRejection;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.UploadReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at all parts of one request. */
final class UploadInspection {

    private final UploadValidator validator;
    private final List<FileNameReader> readers;
    private final CheckedUploads checked = new CheckedUploads();
    private final List<UploadVerdict> accepted = new ArrayList<>(1);

    UploadInspection(UploadValidator validator, List<FileNameReader> readers) {
        this.validator = validator;
        this.readers = readers;
    }

    /**
     * Looks at the parts.
     *
     * @return what the client is told, or null if all files are accepted
     */
    @Nullable
    Problem inspect(Collection<Part> parts, UploadPolicy policy, Set<String> dataParts) throws IOException {
        List<Part> fileParts = new ArrayList<>(parts.size());
        List<UploadedFile> files = new ArrayList<>(parts.size());
        for (Part part : parts) {
            PartHead head = PartHead.of(part, readers);
            UploadReason flaw = head.flaw();
            if (flaw != null) {
                return UploadRefusals.of(flaw, UploadRefusals.field(part.getName()));
            }
            if (head.isFile() && !dataParts.contains(part.getName()) && !head.isLeftEmpty(part)) {
                fileParts.add(part);
                files.add(file(part, head));
            }
        }
        if (files.isEmpty()) {
            return null;
        }
        return conclude(validator.validateAll(files, policy), fileParts, files);
    }

    private static UploadedFile file(Part part, PartHead head) {
        return new UploadedFile(head.names(), part.getContentType(), Content.of(part.getSize(), part::getInputStream));
    }

    private @Nullable Problem conclude(RequestVerdict verdict, List<Part> fileParts, List<UploadedFile> files) {
        UploadRejection first = verdict.firstRejection();
        if (first == null) {
            accept(verdict.files(), fileParts, files);
            return null;
        }
        List<FieldProblem> details = new ArrayList<>();
        UploadRejection ofRequest = verdict.rejection();
        if (ofRequest != null) {
            details.add(UploadRefusals.detail(
                    ofRequest, UploadRefusals.field(fileParts.get(0).getName())));
        }
        for (int i = 0; i < verdict.files().size(); i++) {
            UploadRejection rejection = verdict.files().get(i).rejection();
            if (rejection != null) {
                details.add(UploadRefusals.detail(rejection, field(fileParts, i)));
            }
        }
        return UploadRefusals.of(first, details);
    }

    private void accept(List<UploadVerdict> verdicts, List<Part> fileParts, List<UploadedFile> files) {
        accepted.addAll(verdicts);
        for (int i = 0; i < verdicts.size(); i++) {
            checked.add(fileParts.get(i).getName(), files.get(i).names().get(0), verdicts.get(i));
        }
    }

    /** Several files of one name are told apart by their number. */
    private static String field(List<Part> files, int index) {
        String name = files.get(index).getName();
        int before = 0;
        int all = 0;
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).getName().equals(name)) {
                all++;
                before += i < index ? 1 : 0;
            }
        }
        String field = UploadRefusals.field(name);
        return all == 1 ? field : field + "[" + before + "]";
    }

    List<UploadVerdict> accepted() {
        return accepted;
    }

    void putOn(HttpServletRequest request) {
        checked.putOn(request);
    }
}
