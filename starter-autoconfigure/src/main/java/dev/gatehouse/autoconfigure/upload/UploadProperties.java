package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.content.ArchiveBudget;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.TrailingData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Which files a request may bring.
 *
 * @param enabled whether every file of a multipart request is checked before a controller sees it
 * @param allowedExtensions extensions that are accepted, without the dot; each needs a type whose content can be checked
 * @param maxFileSize largest file, 1B or more
 * @param maxFiles most files in a request, 1 or more
 * @param maxTotalSize largest size of all files of a request together, 1B or more
 * @param analysisTime how long the files of a request may be checked, more than 0s; the malware scan has time-outs of its
 *     own
 * @param folders whether a file name may be a path, as browsers send it for the files of a folder; the last part of it is
 *     the name then
 * @param dataParts names of parts that carry data although they have a file name, as scripts send JSON; they are not
 *     checked, so a controller must not take one for a file
 * @param content what the content of files may hold
 * @param policies what holds for the uploads to some paths; the first that covers a request holds, and what it leaves out
 *     is as above
 * @param clamav scanning by ClamAV
 */
@ConfigurationProperties("gatehouse.upload")
public record UploadProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue({"pdf", "docx", "doc", "txt", "md", "xlsx", "xls", "csv", "png", "jpg", "jpeg", "gif"})
        Set<String> allowedExtensions,

        @DefaultValue("10MB") DataSize maxFileSize,
        @DefaultValue("10") int maxFiles,
        @DefaultValue("100MB") DataSize maxTotalSize,
        @DefaultValue("10s") Duration analysisTime,
        @DefaultValue("false") boolean folders,
        @DefaultValue Set<String> dataParts,
        @DefaultValue Content content,
        @DefaultValue List<Policy> policies,
        @NestedConfigurationProperty @DefaultValue ClamAvProperties clamav) {

    private static final String PREFIX = "gatehouse.upload.";

    /**
     * Copies the collections and checks the ranges.
     *
     * @throws InvalidConfigurationPropertyValueException if a value is out of its range
     */
    public UploadProperties {
        policies = List.copyOf(policies);
        requireSize(PREFIX + "max-file-size", maxFileSize);
        requireFiles(PREFIX + "max-files", maxFiles);
        requireSize(PREFIX + "max-total-size", maxTotalSize);
        if (analysisTime.isZero() || analysisTime.isNegative() || analysisTime.compareTo(Duration.ofHours(1)) > 0) {
            throw invalid(PREFIX + "analysis-time", analysisTime, "Use more than 0s, at most 1h, e.g. 10s.");
        }
    }

    static void requireSize(String property, DataSize size) {
        if (size.toBytes() < 1) {
            throw invalid(property, size, "Use 1B or more, e.g. 10MB.");
        }
    }

    static void requireFiles(String property, int files) {
        if (files < 1) {
            throw invalid(property, files, "Use 1 or more.");
        }
    }

    static InvalidConfigurationPropertyValueException invalid(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property, value, reason);
    }

    /**
     * What the content of files may hold.
     *
     * @param maxPixels width times height of an image, 1 or more
     * @param maxFrames frames of an animation, 1 or more
     * @param trailingData what becomes of bytes behind the end of an image or a PDF: "refuse", "phones" to accept what
     *     phones write behind a JPEG, or "allow" for everything that does not make it a file of another type
     * @param macros whether documents may hold macros
     * @param encrypted whether documents may be locked by a password; what is inside is not checked then
     * @param activeContent whether documents may hold scripts, launch actions, ActiveX or packaged programs, and load
     *     templates from elsewhere
     * @param embeddedFiles whether a PDF may have attachments
     * @param markup whether texts may hold active HTML or scripts
     * @param csvFormulas whether cells of a CSV may start like a formula
     * @param archiveEntries most entries of an archive, documents of office programs included, 1 or more
     * @param archiveSize most bytes that an archive may unpack to, 1B or more
     * @param archiveRatio most unpacked bytes for one packed byte of an entry, 1 or more; counts beyond the first 1 MB
     * @param archiveDepth archives inside of each other, the outer one included, 1 to 16
     */
    public record Content(
            @DefaultValue("50000000") long maxPixels,
            @DefaultValue("2000") int maxFrames,
            @DefaultValue("phones") TrailingData trailingData,
            @DefaultValue("false") boolean macros,
            @DefaultValue("false") boolean encrypted,
            @DefaultValue("false") boolean activeContent,
            @DefaultValue("false") boolean embeddedFiles,
            @DefaultValue("false") boolean markup,
            @DefaultValue("true") boolean csvFormulas,
            @DefaultValue("2000") int archiveEntries,
            @DefaultValue("200MB") DataSize archiveSize,
            @DefaultValue("200") int archiveRatio,
            @DefaultValue("3") int archiveDepth) {

        private static final String CONTENT = PREFIX + "content.";

        /**
         * Checks the ranges.
         *
         * @throws InvalidConfigurationPropertyValueException if a value is out of its range
         */
        public Content {
            requireAtLeastOne("max-pixels", maxPixels);
            requireAtLeastOne("max-frames", maxFrames);
            requireAtLeastOne("archive-entries", archiveEntries);
            requireSize(CONTENT + "archive-size", archiveSize);
            requireAtLeastOne("archive-ratio", archiveRatio);
            if (archiveDepth < 1 || archiveDepth > 16) {
                throw invalid(CONTENT + "archive-depth", archiveDepth, "Use 1 to 16.");
            }
        }

        private static void requireAtLeastOne(String name, long value) {
            if (value < 1) {
                throw invalid(CONTENT + name, value, "Use 1 or more.");
            }
        }

        ContentRules toRules() {
            ArchiveBudget defaults = ArchiveBudget.defaults();
            return new ContentRules(
                    maxPixels,
                    maxFrames,
                    trailingData,
                    macros,
                    encrypted,
                    activeContent,
                    embeddedFiles,
                    markup,
                    csvFormulas,
                    new ArchiveBudget(
                            archiveEntries, archiveSize.toBytes(), archiveRatio, defaults.ratioGrace(), archiveDepth));
        }
    }

    /**
     * What holds for the uploads to some paths.
     *
     * @param paths path patterns as in controllers, e.g. "/photos/**"; required
     * @param enabled whether uploads to these paths are checked
     * @param allowedExtensions extensions that are accepted here
     * @param maxFileSize largest file here, 1B or more
     * @param maxFiles most files in a request here, 1 or more
     * @param maxTotalSize largest size of all files of a request together here, 1B or more
     * @param dataParts names of parts that carry data here
     * @param trailingData what becomes of bytes behind the end of an image or a PDF here
     * @param macros whether documents may hold macros here
     * @param encrypted whether documents may be locked by a password here
     * @param activeContent whether documents may hold scripts or active objects here
     * @param embeddedFiles whether a PDF may have attachments here
     * @param markup whether texts may hold active HTML or scripts here
     * @param csvFormulas whether cells of a CSV may start like a formula here
     */
    public record Policy(
            @DefaultValue List<String> paths,
            @DefaultValue("true") boolean enabled,
            @Nullable Set<String> allowedExtensions,
            @Nullable DataSize maxFileSize,
            @Nullable Integer maxFiles,
            @Nullable DataSize maxTotalSize,
            @Nullable Set<String> dataParts,
            @Nullable TrailingData trailingData,
            @Nullable Boolean macros,
            @Nullable Boolean encrypted,
            @Nullable Boolean activeContent,
            @Nullable Boolean embeddedFiles,
            @Nullable Boolean markup,
            @Nullable Boolean csvFormulas) {

        /** Copies the list. */
        public Policy {
            paths = List.copyOf(paths);
        }

        ContentRules over(ContentRules rules) {
            return new ContentRules(
                    rules.maxPixels(),
                    rules.maxFrames(),
                    trailingData == null ? rules.trailingData() : trailingData,
                    macros == null ? rules.macros() : macros,
                    encrypted == null ? rules.encrypted() : encrypted,
                    activeContent == null ? rules.activeContent() : activeContent,
                    embeddedFiles == null ? rules.embeddedFiles() : embeddedFiles,
                    markup == null ? rules.markup() : markup,
                    csvFormulas == null ? rules.csvFormulas() : csvFormulas,
                    rules.archive());
        }
    }
}
