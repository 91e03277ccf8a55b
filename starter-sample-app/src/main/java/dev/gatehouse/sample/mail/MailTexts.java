package dev.gatehouse.sample.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The texts below {@code resources/mail}, a folder per language: the first line is the subject, the rest behind a blank line
 * the text. All of them are read at start-up, so that a missing one shows then. Thread-safe.
 */
@Component
class MailTexts {

    private static final String FALLBACK = "en";
    private static final Set<String> LANGUAGES = Set.of(FALLBACK, "de");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** What mail programs would turn into a link: a dot before a letter, a scheme, an address. */
    private static final Pattern LINK_LIKE = Pattern.compile("\\.(?=\\p{L})|://|@");

    private static final Pattern LINK_DOT = Pattern.compile("\\.(?=\\p{L})");

    private final Map<String, Template> texts = new HashMap<>();
    private final MailProperties properties;

    MailTexts(MailProperties properties) {
        this.properties = properties;
        // Plain text: nothing to escape. A value that is missing is an error, not an empty place.
        Mustache.Compiler compiler = Mustache.compiler().escapeHTML(false);
        for (String language : LANGUAGES) {
            for (MailTemplate template : MailTemplate.values()) {
                texts.put(key(language, template), read(compiler, language, template));
            }
        }
    }

    /** Writes a mail in the language of its reader. */
    MailMessage write(DueMail mail, Map<String, String> values) {
        String language = Locale.forLanguageTag(mail.locale()).getLanguage();
        Template text = texts.get(key(LANGUAGES.contains(language) ? language : FALLBACK, mail.template()));
        if (text == null) {
            throw new IllegalStateException("There is no text for " + mail.template() + ".");
        }
        Map<String, Object> model = new HashMap<>();
        values.forEach((name, value) -> model.put(name, isLink(name) ? value : harmless(value)));
        model.put("product", properties.product());
        markDots(values.get("username"), model);
        String[] parts = text.execute(model).split("\n\n", 2);
        return new MailMessage(mail.id(), mail.recipient(), parts[0].strip(), parts[1]);
    }

    private static boolean isLink(String name) {
        return name.equals("link") || name.endsWith("_link");
    }

    /**
     * Keeps what a stranger chose, such as the name somebody registered with, from becoming a line or a link of its own in
     * a mail that we vouch for.
     */
    private static String harmless(String value) {
        return LINK_LIKE.matcher(LINE_BREAKS.matcher(value).replaceAll(" ")).replaceAll(" ");
    }

    /**
     * A user name has to stand there as its owner logs in with it, and {@code ada.lovelace} looks like a link: its dots are
     * marked, and the text says so.
     */
    private static void markDots(@Nullable String username, Map<String, Object> model) {
        if (username != null) {
            String marked = LINK_DOT.matcher(username).replaceAll("[.]");
            model.put("username", harmless(marked));
            model.put("marked", !marked.equals(username));
        }
    }

    private static Template read(Mustache.Compiler compiler, String language, MailTemplate template) {
        ClassPathResource file = new ClassPathResource("mail/" + key(language, template) + ".txt");
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            return compiler.compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String language, MailTemplate template) {
        return language + "/" + template.name().toLowerCase(Locale.ROOT);
    }
}
