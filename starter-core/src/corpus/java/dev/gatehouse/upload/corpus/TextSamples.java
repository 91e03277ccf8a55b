package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.CONTENT_MISMATCH;
import static dev.gatehouse.upload.content.UploadReason.CSV_FORMULA;
import static dev.gatehouse.upload.content.UploadReason.MALWARE_FOUND;
import static dev.gatehouse.upload.content.UploadReason.POLYGLOT;
import static dev.gatehouse.upload.content.UploadReason.TEXT_MARKUP;
import static dev.gatehouse.upload.content.UploadReason.TEXT_NOT_PLAIN;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.content.ContentRules;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Texts, Markdown and CSV. */
final class TextSamples {

    private static final String PROSE = "Gr\u00fc\u00dfe aus K\u00f6ln.\r\nSecond line\twith a tab, a < b and c > d.\n";
    private static final String TABLE = "name;price\r\nK\u00e4se;-3,50\r\n\"Brot; dunkel\";+49 221 123\r\n";
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private TextSamples() {}

    static void addGood(List<Sample> all) {
        for (String name : List.of("a.txt", "a.md", "a.csv")) {
            String text = name.endsWith("csv") ? TABLE : PROSE;
            all.add(Sample.good("UTF-8", name, Bytes.utf8(text)));
            all.add(Sample.good("UTF-8 with mark", name, Bytes.join(BOM, Bytes.utf8(text))));
            all.add(Sample.good("Latin-1", name, text.getBytes(StandardCharsets.ISO_8859_1)));
            all.add(Sample.good(
                    "Windows-1252",
                    name,
                    ("\u20ac 5 \u201cok\u201d\n" + text).getBytes(Charset.forName("windows-1252"))));
            all.add(Sample.good("UTF-16LE", name, ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE)));
            all.add(Sample.good(
                    "UTF-16BE", name, ("\ufeff" + text + "\ud83d\ude00").getBytes(StandardCharsets.UTF_16BE)));
            all.add(Sample.good("one letter", name, Bytes.ascii("x")));
            all.add(Sample.good("with an end mark of DOS", name, Bytes.ascii("old\r\n\u001a")));
            all.add(Sample.good("large", name, Bytes.utf8(text.repeat(2000))));
            for (String type : List.of("text/plain", "application/octet-stream", "")) {
                all.add(Sample.good("UTF-8", name, Bytes.utf8(text)).declared(type));
            }
        }
        for (String type : List.of(
                "text/csv",
                "application/vnd.ms-excel",
                "text/comma-separated-values",
                "text/csv; charset=utf-8",
                "application/csv")) {
            all.add(Sample.good("CSV", "a.csv", Bytes.utf8(TABLE)).declared(type));
        }
        for (String type : List.of("text/markdown", "text/x-markdown", "text/markdown;charset=UTF-8")) {
            all.add(Sample.good("Markdown", "a.md", Bytes.utf8("# Title\n\nText.\n"))
                    .declared(type));
        }
        all.add(Sample.good("log", "a.txt", Bytes.ascii("started\n")).declared("text/x-log"));
        text(all, "coloured log", "a.txt", "\u001b[31mred\u001b[0m \u001b[38:5:1;4m\u001b[Kx\u001b[m\n");
        for (String name : List.of("a.txt", "a.md", "a.csv")) {
            text(all, "about a book", name, "JavaScript: The Good Parts, by Douglas Crockford\n");
            text(all, "about PDF", name, "Words. ".repeat(90) + "It starts with %PDF-1.7; objects end with endobj.\n");
            text(all, "about skills", name, "- JavaScript: 5 years (JavaScript: the good part; R&D)\n");
            text(all, "about comparisons", name, "a < b & c <3 javascript:x\n");
        }
        text(all, "about generics", "a.txt", "List<Object> of Map<String, Form> and <link> in prose\n");
        for (String name : List.of("a.txt", "a.md", "a.csv")) {
            text(all, "about objects", name, "List<Object> data = new ArrayList<Frame>(src=1); <Meta> <base> href=x\n");
        }
        text(all, "Markdown with objects in code", "a.md", "Not `<object data=x>` but `<meta http-equiv=refresh>`.\n");
        text(all, "about JavaScript", "a.txt", "JavaScript is a language. Node.js: a runtime\n");
        for (String name : List.of("a.txt", "a.md", "a.csv")) {
            for (String start : List.of(
                    "MZ is short for something",
                    "BMI,Weight",
                    "P1 incident on Monday: no mail",
                    "P2 tickets",
                    "P3 - low",
                    "MATLAB notes",
                    "REM sleep is a phase",
                    "@echo off",
                    "ID3,x",
                    "070701,Anna",
                    "CWS,1",
                    "FLV files",
                    "(* a comment *)",
                    "@misc{key,",
                    "\\documentclass{article}",
                    "[version]",
                    "AC1.50 unit price",
                    "GIF89a is a format",
                    "%!TEX root = main.tex",
                    "1\n00:00:06,500 --> 00:00:09,000")) {
                text(all, "starting with " + printable(start), name, start + "\nand goes on, with 12 words\n");
            }
        }
        text(all, "a mail", "a.txt", "From: a@example.com\nTo: b@example.com\nSubject: Hi\n\nHi\n");
        text(all, "CSV of one column", "a.csv", "id\n1\n2\n");
        text(all, "CSV with formulas, by default", "a.csv", "a,b\n=1+2,@x\n");
        text(all, "Markdown with code in a fence", "a.md", "# How\n\n```html\n<script>alert(1)</script>\n```\nDone\n");
        text(all, "Markdown with code in tildes", "a.md", "~~~\n<iframe src=x>\n~~~\n");
        text(all, "Markdown with code in a line", "a.md", "Use `<script>` or ``<svg> ` `` here.\n");
        text(all, "Markdown with code after a tag", "a.md", "<p>x</p>\n\n```\n<script>\n```\n\nUse `<svg>`.\r\n");
        text(all, "Markdown with a fence of CRLF", "a.md", "```\r\n<script>\r\n```\r\n`<svg>`\r\n");
        text(all, "Markdown with a longer fence", "a.md", "````\n```\n<script>\n```\n````\n");
        text(all, "Markdown with code at its end", "a.md", "`<script>`");
        text(all, "Markdown with a tag of PHP in code", "a.md", "Write `<?= $x ?>` instead of `<?php echo`.\n");
        for (String line : List.of(
                "See [MDN](https://developer.mozilla.org/x) about `<script>`",
                "See [MDN](https://example.com/a_(b)?c=d 'About (it)') and [the rest][mdn] about `<script>`",
                "See <https://example.com> and https://example.com/x for `<svg>`",
                "| tag | type |\n|---|---|\n| `<script>` | `string \\| Node` |\n| `<svg>` | a |",
                "- `<script>`, [x](y)\n- [ ] `<iframe>` in 2 < 3 -> `<svg>`",
                "- some `code in\n  two lines`\n- `<script>`\n  * `code\n  in two`\n  * [ ] or `<svg>`",
                "[a](b) `<script>` and `<svg>`\nand `c` ``d ` ``",
                "- [a](b) `<script>`\n- `code in\n  two lines`",
                "> Press <kbd>Enter</kbd> to `<script>`",
                "some `code in\ntwo lines` here\n\nand `<script>`",
                "no `code\n\n`<svg>` | `<script>`",
                "![shot](a.png)<br>`<script>` (`<svg>`)")) {
            text(all, "Markdown with code in " + printable(line), "a.md", line + "\n");
        }
        text(all, "Markdown with a language", "a.md", "```html title=\"x\"\n<script>\n```\n");
        text(
                all,
                "Markdown that starts with a tag",
                "a.md",
                "<h1 align=\"center\">Project</h1>\n\n<img src=\"a.png\">\n");
        text(
                all,
                "Markdown with harmless tags",
                "a.md",
                "Press <kbd>Enter</kbd><br>\n\n<details><summary>x</summary></details>\n");
        text(all, "Markdown with front matter", "a.md", "---\ntitle: x\n---\n# X\n");
        text(all, "Markdown with code behind front matter", "a.md", "---\ntitle: x\n---\n```\n<script>\n```\n");
        text(
                all,
                "Markdown with code behind front matter that ends with blanks",
                "a.md",
                "--- yaml\ntitle: x\n--- \n```\n<script>\n```\n");
        text(all, "Markdown with code behind a line", "a.md", "x\n---\n```\n<script>\n```\n");
        text(all, "Markdown with code behind a long line", "a.md", "----\n```\n<script>\n```\n");
        text(all, "Markdown with code right behind a link", "a.md", "- [ ] see [a](b):\n```\n<script>\n```\n");
        text(all, "Markdown with code behind a definition", "a.md", "[a]: b\n\n```\n<script>\n```\n");
        text(all, "Markdown with links", "a.md", "[a](https://example.com) <https://example.com>\n");
        all.add(Sample.hostile("with a script", "a.txt", Bytes.ascii("<script>x</script>"), TEXT_MARKUP)
                .under("markup allowed", rules(true, true), null));
        all.add(Sample.good("with signs", "a.csv", Bytes.utf8(TABLE))
                .under("formulas refused", rules(false, false), null));
        for (String line : List.of("sep=;", "sep=,", "sep=\t", "\"sep=|\"", "sep=", "sepia", "separate=x")) {
            all.add(Sample.good("that starts with " + printable(line), "a.csv", Bytes.utf8(line + "\r\n1;2\r\n"))
                    .under("formulas refused", rules(false, false), null));
        }
        text(all, "CSV with a head like a symbolic link file", "a.csv", "ID;Price;Name\r\nC1;2;Eel\r\nNo;3;Egg\r\n");
        text(all, "CSV with a head like that and names", "a.csv", "ID;Price;Name\r\nNN;Max;Mia\r\n");
        all.add(Sample.good("with numbers", "a.csv", Bytes.ascii("-1,+2.5,-1e5,\"-3\",+49 (221) 1-2\n"))
                .under("formulas refused", rules(false, false), null));
    }

    private static void text(List<Sample> all, String title, String name, String text) {
        all.add(Sample.good(title, name, Bytes.utf8(text)));
    }

    static UnaryOperator<UploadPolicy.Builder> rules(boolean markup, boolean formulas) {
        ContentRules d = ContentRules.defaults();
        return p -> p.content(new ContentRules(
                d.maxPixels(),
                d.maxFrames(),
                d.trailingData(),
                false,
                false,
                false,
                false,
                markup,
                formulas,
                d.archive()));
    }

    static void addHostile(List<Sample> all) {
        String[] scripts = {
            "<script>alert(1)</script>",
            "x <SCRIPT src=//e>",
            "a\n<iframe src=x></iframe>",
            "<svg onload=alert(1)>",
            "text <svg/onload=alert(1)>",
            "x <img src=x onerror=alert(1)>",
            "x <a href=\"javascript:alert(1)\">y</a>",
            "x <b onclick ='x'>",
            "<html><body>hi",
            "<!DOCTYPE html><p>x",
            "x <?php phpinfo(); ?>",
            "x <?=`$_GET[0]`?>",
            "<?= system($_GET[1]) ?>",
            "<?xml version=\"1.0\"?><a/>",
            "x <embed src=x>",
            "x <object data=\"data:text/html;base64,PHNjcmlwdD4=\"></object>",
            "x <object type=text/html data =//evil>",
            "x <OBJECT\n/DATA=x>",
            "x <object <base data=x>",
            "x <frame src=//evil>",
            "x <portal src=//evil>",
            "x <base target=a href=//evil>",
            "x <meta http-equiv=refresh content='0;url=//evil'>",
            "x <meta name='a'http-equiv=refresh>",
            "x <img\nsrc=x\tonload=y>",
            "x <script",
            "x <img alt=\">\" src=x onerror=alert(1)>",
            "x <img alt=\"<\" src=x onerror=alert(1)>",
            "x <img alt=\"" + "a".repeat(2000) + "\" src=x onerror=alert(1)>",
            "x <p title=a\"b><script>alert(1)</script>",
            "x <a href=\"java\nscript:alert(1)\">y</a>",
            "x <img src=x hidden onerror=alert(1)>",
            "x <input autofocus onfocus\n=alert(1)>",
            "x <b style=animation-name:x onanimationstart=alert(1)>",
            "x <b style=\"content-visibility:auto\" oncontentvisibilityautostatechange=alert(1)>",
            "x <a href=\"javascript&colon;alert(1)\">y</a>",
            "x <a href=\"&#106;ava&Tab;script: alert(1)\">y</a>",
            "x <a href=&#x0006A&#97vas&NewLine;cript&#58alert(1)>y</a>",
            "x <a title=\"&a&#106avascript:alert(1)\">y</a>"
        };
        for (String script : scripts) {
            for (String name : List.of("a.txt", "a.md", "a.csv")) {
                all.add(Sample.hostile("with " + printable(script), name, Bytes.ascii(script), TEXT_MARKUP));
            }
            all.add(Sample.hostile(
                    "UTF-16 with " + printable(script),
                    "a.txt",
                    ("\ufeff" + script).getBytes(StandardCharsets.UTF_16LE),
                    TEXT_MARKUP));
        }
        for (String text : List.of(
                "a `\n` $ `",
                "- a `\n  ` $ `",
                "a `x\ny` b\nc $ `",
                "a `\n* \n` $ `",
                "[ `$` `",
                "[a](b) `$`\nc ``",
                "[ `$` <b `",
                "a `\n*b ` $ `",
                "a `\n    - b ` $ `",
                "a <!-- ` --> $ `",
                "a <?x ` ?> $ `",
                "a <![CDATA[ ` ]]> $ `",
                "a <!X ` > $ `",
                "a <b ` > ` $ `",
                "a <`@b.cd> $ `",
                "a <a`@b.cd> $ `",
                "[a](`) $ `",
                "![a](`) $ `",
                "[a](<`>) $ `",
                "[a](b '`') $ `",
                "[a](b (`)) $ `",
                "[a](b\n'`') $ `",
                "[a](b 'c d)`') $ `",
                "[a](b'c 'd)`') $ `",
                "a](b 'c [d](e 'f') `') $ `",
                "[a][`] $ `",
                "http://a.b/` $ `",
                "www.a.b/` $ `",
                "| a ` | $ ` |\n|---|---|",
                "a ` | $ `\n---|---",
                "| a |\n|---|\n| `` | $ `` |",
                "| a \\\\`\\\\| $ ` |\n|---|---|",
                "``` a | ` $ ` | ```",
                "~~~ a | $ |\n|---|---|",
                "~~~ a \\| b\n|---|\n| $ |",
                "[a]:\n```\n$\n",
                "[a]:\n~~~\n$\n",
                "[a]: x \"\n```\n\"\n$",
                "[a\n```\n]: x\n$",
                "---\n\"a\": \"\n```\n\"\n---\n$",
                "---\r\na: '\r\n```\r\n'\r\n---\r\n$",
                "---\n\"a\": \"\n ---\n```\n\"\n---\n$",
                "---\n\"a\": \"\n - - -\n```\n\"\n---\n$",
                "---yaml\n\"a\": \"\n```\n\"\n---\n$",
                "--- yaml\n\"a\": \"\n```\n\"\n---\n$",
                "\n---\n\"a\": \"\n```\n\"\n---\n$",
                "+++\na = '''\n~~~\n'''\n+++\n$")) {
            for (String markup : List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")) {
                all.add(Sample.hostile(
                        "Markdown with a backtick in " + printable(text) + " before " + markup,
                        "a.md",
                        Bytes.ascii(text.replace("$", markup) + "\n"),
                        TEXT_MARKUP));
            }
        }
        for (String page : List.of(
                "<h1>x</h1>",
                "<body>x",
                "  \n<table><tr>",
                "<!-- x --><p>",
                "<a href=x>",
                "#!/bin/sh\nrm -rf /",
                "<style>x")) {
            all.add(Sample.hostile("that starts with " + printable(page), "a.txt", Bytes.ascii(page), TEXT_MARKUP));
            all.add(Sample.hostile("that starts with " + printable(page), "a.csv", Bytes.ascii(page), TEXT_MARKUP));
        }
        all.add(Sample.hostile(
                "Markdown with a script behind a fence",
                "a.md",
                Bytes.ascii("```\ncode\n```\n<script>x</script>\n"),
                TEXT_MARKUP));
        all.add(Sample.hostile(
                "Markdown with a link that runs", "a.md", Bytes.ascii("[x](javascript:alert(1))\n"), TEXT_MARKUP));
        for (String link : List.of(
                "[x](javascript&colon;alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](&#32;&#x6a;avascript:&#32;alert(1))",
                "[x](javascript\\:alert(1))",
                "[x]( <javascript: alert(1)>)",
                "[x](< &#106;avascript: alert(1)>)",
                "[x]\n\n[x]: javascript:alert(1)",
                "> [x]\n\n> [x]:\n> javascript:alert(1)",
                "<javascript:alert(1)>",
                "a ` [x](javascript:alert(1))\nb",
                "> x <a href=\"java\n>  script:alert(1)\">y</a>",
                "> x <img src=x\n> onerror=alert(1)>",
                "> x <img alt=\n>\">\" src=x\n>onerror=alert(1)>")) {
            all.add(Sample.hostile(
                    "Markdown with a link that runs: " + printable(link), "a.md", Bytes.ascii(link), TEXT_MARKUP));
        }
        all.add(Sample.hostile(
                "Markdown with a script behind code",
                "a.md",
                Bytes.ascii("`a` <script>x</script> `b`\n"),
                TEXT_MARKUP));
        for (String script : List.of(
                "a ` <script>x</script>\n",
                "a ` <img\nonerror=x src=x>\n",
                "a \\`<script>x</script>`\n",
                "``` `\n<script>x</script>\n",
                "```<script>x</script>` a\n",
                "```\nx\n```\t\n<script>x</script>\n",
                "```\nx\n``` a\n```\n<script>x</script>\n",
                "- a\n\n  ```\n<script>x</script>\n",
                "- ```\n  a\n  ```\n<script>x</script>\n",
                "<div>\n```\n<script>x</script>\n```\n",
                "<div>`<script>x</script>`\n",
                "<!--\n\n```\n-->\n<script>x</script>\n",
                "> <div>\n> `<script>x</script>`\n",
                "a <img alt=\"`\" onerror=x title=\"`\">\n",
                "a <img\n```\n<script>x</script>\n```\n")) {
            all.add(Sample.hostile(
                    "Markdown with what only looks like code: " + printable(script),
                    "a.md",
                    Bytes.ascii(script),
                    TEXT_MARKUP));
        }
        for (String name : List.of("a.txt", "a.md", "a.csv")) {
            for (String escape :
                    List.of("\u001b(B", "\u001b$B", "\u001b", "\u001b[", "\u001b[1", "\u001b[2J", "\u001bm")) {
                all.add(Sample.hostile(
                        "with " + printable(escape), name, Bytes.ascii("<scr" + escape), TEXT_NOT_PLAIN));
            }
            all.add(Sample.hostile(
                    "with a script under another encoding",
                    name,
                    Bytes.ascii("hi <scr\u001b(Bipt>alert(1)</scr\u001b(Bipt>"),
                    TEXT_NOT_PLAIN));
            all.add(Sample.hostile("with NUL", name, Bytes.ascii("a\0b"), TEXT_NOT_PLAIN));
            all.add(Sample.hostile("with a bell", name, Bytes.ascii("a\u0007b"), TEXT_NOT_PLAIN));
            all.add(Sample.hostile("with DEL", name, Bytes.ascii("a\u007fb"), TEXT_NOT_PLAIN));
            all.add(Sample.hostile("with text behind the end mark", name, Bytes.ascii("a\u001abc"), TEXT_NOT_PLAIN));
            all.add(Sample.hostile(
                    "UTF-16 without mark", name, "hello".getBytes(StandardCharsets.UTF_16LE), TEXT_NOT_PLAIN));
            all.add(Sample.hostile(
                    "UTF-16 with half a letter",
                    name,
                    Bytes.join("\ufeffab".getBytes(StandardCharsets.UTF_16LE), new byte[] {'x'}),
                    TEXT_NOT_PLAIN));
            all.add(Sample.hostile(
                    "UTF-16 with half a pair",
                    name,
                    new Bytes().u8(0xff, 0xfe).le16(0xd800).le16('a').get(),
                    TEXT_NOT_PLAIN));
            all.add(Sample.hostile("EICAR", name, Bytes.eicar(), MALWARE_FOUND));
            all.add(Sample.hostile("a PNG", name, Images.png(2, 2), CONTENT_MISMATCH));
            all.add(Sample.hostile("a GIF", name, Images.gif(), CONTENT_MISMATCH));
            all.add(Sample.hostile("rich text", name, Bytes.ascii("{\\rtf1\\ansi{\\object x}}"), CONTENT_MISMATCH));
            for (String start : List.of("%!PS-Adobe-3.0 EPSF-3.0", "%!", "%!\n(x) print")) {
                all.add(Sample.hostile("PostScript: " + printable(start), name, Bytes.ascii(start), CONTENT_MISMATCH));
            }
            all.add(Sample.hostile("a PDF", name, Pdfs.pdf(), CONTENT_MISMATCH));
            byte[] pdf = Bytes.ascii(
                    new String(Pdfs.pdf("/OpenAction<</S/JavaScript/JS(x)>>", ""), StandardCharsets.ISO_8859_1)
                            .replaceAll("[^\\x00-\\x7f]", "x"));
            for (String before :
                    List.of("x ".repeat(300) + "\n", "x;", "y".repeat(1018) + ",", "see %PDF, or %%PDF-")) {
                all.add(Sample.hostile(
                        "a PDF behind " + printable(before.substring(0, 2)) + before.length(),
                        name,
                        Bytes.join(Bytes.ascii(before), pdf),
                        before.length() > 512 ? POLYGLOT : CONTENT_MISMATCH));
            }
            all.add(Sample.hostile(
                    "a PDF of UTF-16",
                    name,
                    Bytes.join(new byte[] {(byte) 0xff, (byte) 0xfe}, Bytes.ascii("x\0"), pdf, new byte[] {'x', 0}),
                    CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "a PDF without line ends",
                    name,
                    Bytes.ascii("x %PDF-1.4 1 0obj<</Type/Catalog>>endobj"),
                    CONTENT_MISMATCH));
            all.add(Sample.hostile("a docx", name, Ooxml.docx().build(), CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "with an archive behind",
                    name,
                    Bytes.join(Bytes.ascii("hello\n"), Ooxml.docx().build()),
                    POLYGLOT));
        }
        String sylk = "ID;PWXL;N;E\nC;Y1;X1;K0;EMSEXCEL|'\\..\\cmd.exe /c calc'!''\nE\n";
        for (String text : List.of(
                sylk,
                sylk.replace("\n", "\r\n"),
                "ID;P\nO;E\nNN;NAuto_open;ER101C1\nE\n",
                "ID;PX\nC;Y1;X1;R1;C1;K0;MWEBSERVICE(\"http://evil\")\nE\n",
                "ID;PX\nC;Y1;X1;m1+1\nE\n")) {
            all.add(Sample.hostile("a symbolic link file", "a.csv", Bytes.ascii(text), CONTENT_MISMATCH));
        }
        for (String line : List.of("sep=~", "SEP=^", "\"sep=a\"", "sep==", "sep=\u00a7")) {
            all.add(Sample.hostile("with " + printable(line), "a.csv", Bytes.utf8(line + "\nname~=cmd\n"), CSV_FORMULA)
                    .under("formulas refused", rules(false, false), CSV_FORMULA));
        }
        for (String cell : List.of(
                "\"\"=cmd|' /C calc'!A0",
                "\"\" @x",
                "=1+2",
                "=cmd|'/C calc'!A0",
                "@SUM(A1)",
                "+A1",
                "-A1+2",
                "\"=1\"",
                " =1",
                "+cmd|x",
                "-2+3+cmd")) {
            all.add(Sample.hostile("with " + cell, "a.csv", Bytes.ascii("a,b\nx," + cell + "\n"), CSV_FORMULA)
                    .under("formulas refused", rules(false, false), CSV_FORMULA));
            all.add(Sample.hostile(
                            "UTF-16 with " + cell,
                            "a.csv",
                            ("\ufeffa\t" + cell).getBytes(StandardCharsets.UTF_16LE),
                            CSV_FORMULA)
                    .under("formulas refused", rules(false, false), CSV_FORMULA));
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", " ");
    }
}
