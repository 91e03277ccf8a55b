package dev.gatehouse.autoconfigure.requestid;

import java.util.function.Supplier;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.util.ClassUtils;

/**
 * Appends a comment of the form <code>/*route='...'&#42;/</code> (sqlcommenter) to each statement, after the inspector the
 * service configured. The value is percent-encoded: nothing in it can end the comment, open another, or look like a
 * parameter or an escape to a driver.
 */
@SuppressWarnings("serial")
final class SqlCommentInspector implements StatementInspector {

    private static final int MAX_LENGTH = 256;

    private final String key;
    private final transient Supplier<@Nullable String> value;
    private final @Nullable StatementInspector first;

    SqlCommentInspector(String key, Supplier<@Nullable String> value, @Nullable StatementInspector first) {
        this.key = key;
        this.value = value;
        this.first = first;
    }

    static HibernatePropertiesCustomizer customizer(String key, Supplier<@Nullable String> value) {
        return properties -> properties.compute(
                AvailableSettings.STATEMENT_INSPECTOR,
                (name, configured) -> new SqlCommentInspector(key, value, toInspector(configured)));
    }

    @Override
    public String inspect(String sql) {
        String inspected = first == null ? null : first.inspect(sql);
        String statement = inspected == null ? sql : inspected;
        String text = value.get();
        return text == null ? statement : statement + " /*" + key + "='" + encode(text) + "'*/";
    }

    /** Hibernate takes an instance, a class or the name of one. */
    private static @Nullable StatementInspector toInspector(@Nullable Object configured) {
        if (configured == null || configured instanceof StatementInspector) {
            return (StatementInspector) configured;
        }
        Class<?> type = configured instanceof Class<?> known
                ? known
                : ClassUtils.resolveClassName(configured.toString(), ClassUtils.getDefaultClassLoader());
        return (StatementInspector) BeanUtils.instantiateClass(type);
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length() && encoded.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                encoded.append(c);
            } else if (c < 0x80) {
                encoded.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                encoded.append('_');
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-'
                || c == '/';
    }
}
