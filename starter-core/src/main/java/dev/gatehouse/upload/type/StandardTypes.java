package dev.gatehouse.upload.type;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The built-in kinds, with the types that browsers on Windows, macOS and Linux declare for them. */
final class StandardTypes {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Set<String> ZIP =
            Set.of("application/zip", "application/x-zip", "application/x-zip-compressed");

    /** What the tables of some Linux systems say of everything by Microsoft. */
    private static final String MS_OFFICE = "application/vnd.ms-office";

    private StandardTypes() {}

    static List<FileType> all() {
        return List.of(
                type(
                        "application/pdf",
                        Set.of("pdf"),
                        Set.of(
                                "application/x-pdf",
                                "application/acrobat",
                                "text/pdf",
                                // Some programs on macOS.
                                "x-unknown/pdf",
                                "application/wps-office.pdf"),
                        PdfCheck::check),
                ooxml(DOCX, "docx", Set.of(MS_OFFICE, "application/wps-office.docx")),
                ole2(
                        "application/msword",
                        "doc",
                        Set.of(MS_OFFICE, "application/wps-office.doc", "application/vnd.ms-word", "application/doc"),
                        Ole2Check::checkWord),
                text("text/plain", Set.of("txt"), Set.of("text/x-log"), TextCheck.plain()),
                text(
                        "text/markdown",
                        Set.of("md"),
                        // The last one is what the tables of some Linux systems say.
                        Set.of("text/plain", "text/x-markdown", "text/x-web-markdown", "application/x-genesis-rom"),
                        TextCheck.markdown()),
                ooxml(XLSX, "xlsx", Set.of(MS_OFFICE, "application/wps-office.xlsx", "application/vnd.ms-excel")),
                ole2(
                        "application/vnd.ms-excel",
                        "xls",
                        Set.of(
                                MS_OFFICE,
                                "application/wps-office.xls",
                                "application/msexcel",
                                "application/x-msexcel",
                                "application/x-ms-excel",
                                "application/x-excel",
                                "application/xls"),
                        Ole2Check::checkExcel),
                text(
                        "text/csv",
                        Set.of("csv"),
                        Set.of(
                                "text/plain",
                                "application/csv",
                                "text/x-csv",
                                "application/x-csv",
                                "text/comma-separated-values",
                                "text/x-comma-separated-values",
                                // Windows with Excel.
                                "application/vnd.ms-excel"),
                        TextCheck.csv()),
                type(
                        "image/png",
                        Set.of("png"),
                        Set.of("image/x-png", "image/apng", "image/vnd.mozilla.apng"),
                        PngCheck::check),
                type(
                        "image/jpeg",
                        inOrder("jpg", "jpeg"),
                        Set.of("image/jpg", "image/pjpeg", "image/x-jpeg"),
                        JpegCheck::check),
                type("image/gif", Set.of("gif"), Set.of(), GifCheck::check));
    }

    private static FileType type(
            String mediaType, Set<String> extensions, Set<String> aliases, StandardType.StructureCheck check) {
        return new StandardType(mediaType, extensions, aliases, null, check);
    }

    private static FileType ooxml(String mediaType, String extension, Set<String> more) {
        Set<String> aliases = new HashSet<>(ZIP);
        aliases.addAll(more);
        return new StandardType(
                mediaType,
                Set.of(extension),
                Set.copyOf(aliases),
                null,
                OoxmlCheck.forMainType(mediaType + ".main+xml"));
    }

    private static FileType ole2(
            String mediaType, String extension, Set<String> aliases, StandardType.StructureCheck check) {
        return new StandardType(mediaType, Set.of(extension), aliases, null, check);
    }

    private static FileType text(
            String mediaType, Set<String> extensions, Set<String> aliases, StandardType.StructureCheck check) {
        return new StandardType(mediaType, extensions, aliases, TextMagic::isText, check);
    }

    private static Set<String> inOrder(String... extensions) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(extensions)));
    }
}
