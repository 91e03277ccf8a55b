package dev.gatehouse.upload.corpus;

/** Documents of the kind that office programs write. */
final class Ooxml {

    static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    static final String TYPES = "[Content_Types].xml";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private Ooxml() {}

    static String types(String overrides) {
        return XML + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                + "<Default Extension=\"bin\" ContentType=\"application/octet-stream\"/>"
                + "<Default Extension=\"docx\" ContentType=\"application/vnd.openxmlformats-officedocument"
                + ".wordprocessingml.document\"/>" + overrides + "</Types>";
    }

    static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    static String rels(String... relationships) {
        return XML + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + String.join("", relationships) + "</Relationships>";
    }

    static String rel(String id, String type, String target, String more) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + type + "\" Target=\"" + target + "\"" + more + "/>";
    }

    /** As Word writes it: content types first. */
    static Zip docx() {
        return docx("Hello, world.");
    }

    static Zip docx(String text) {
        Zip zip = new Zip();
        zip.add(
                TYPES,
                types(override("/word/document.xml", DOCX)
                        + override(
                                "/word/styles.xml",
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")));
        zip.add("_rels/.rels", rels(rel("rId1", "officeDocument", "word/document.xml", "")));
        zip.add(
                "word/document.xml",
                XML + "<w:document xmlns:w=\"" + WORD + "\"><w:body><w:p><w:r><w:t>" + text
                        + "</w:t></w:r></w:p></w:body></w:document>");
        zip.add("word/_rels/document.xml.rels", rels(rel("rId1", "styles", "styles.xml", "")));
        zip.add("word/styles.xml", XML + "<w:styles xmlns:w=\"" + WORD + "\"/>");
        return zip;
    }

    static Zip xlsx() {
        return xlsx(rows(3));
    }

    static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            rows.append("<row r=\"")
                    .append(i)
                    .append("\"><c r=\"A")
                    .append(i)
                    .append("\"><v>")
                    .append(i * 7)
                    .append("</v></c></row>");
        }
        return rows.toString();
    }

    static Zip xlsx(String rows) {
        Zip zip = new Zip();
        zip.add(
                TYPES,
                types(override("/xl/workbook.xml", XLSX)
                        + override(
                                "/xl/worksheets/sheet1.xml",
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")));
        zip.add("_rels/.rels", rels(rel("rId1", "officeDocument", "xl/workbook.xml", "")));
        zip.add(
                "xl/workbook.xml",
                XML + "<workbook xmlns=\"" + SHEET + "\" xmlns:r=\"" + OFFICE.substring(0, OFFICE.length() - 1)
                        + "\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        zip.add("xl/_rels/workbook.xml.rels", rels(rel("rId1", "worksheet", "worksheets/sheet1.xml", "")));
        zip.add(
                "xl/worksheets/sheet1.xml",
                XML + "<worksheet xmlns=\"" + SHEET + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        return zip;
    }

    /** With another type of the main part: templates, macro documents, slides. */
    static Zip withMainType(String type) {
        Zip zip = docx().remove(TYPES);
        zip.add(TYPES, types(override("/word/document.xml", type)));
        return zip.first(TYPES);
    }
}
