package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A foreign file's text with a mark in the place of each template, so that it can be read as YAML or JSON: a template may
 * stand inside of quotes, or where a number is wanted.
 */
final class TemplatedText {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final char OPEN = '\uF8F0';
    private static final char CLOSE = '\uF8F1';
    private static final Pattern MARK = Pattern.compile(OPEN + "([0-9]+)" + CLOSE);

    private final String text;
    private final List<Template> templates;

    private TemplatedText(String text, List<Template> templates) {
        this.text = text;
        this.templates = List.copyOf(templates);
    }

    static TemplatedText of(String file, String raw) {
        List<Template> templates = new ArrayList<>();
        StringBuilder marked = new StringBuilder();
        Matcher matcher = TEMPLATE.matcher(raw);
        while (matcher.find()) {
            matcher.appendReplacement(marked, OPEN + Integer.toString(templates.size()) + CLOSE);
            templates.add(new Template(matcher.group(), position(file, raw, matcher.start())));
        }
        return new TemplatedText(matcher.appendTail(marked).toString(), templates);
    }

    /** The text to read. */
    String marked() {
        return text;
    }

    List<Template> templates() {
        return templates;
    }

    /** The templates that a scalar of the marked text holds. */
    List<Template> templatesIn(String scalar) {
        return MARK.matcher(scalar)
                .results()
                .map(result -> Integer.parseInt(result.group(1)))
                .filter(number -> number < templates.size())
                .map(templates::get)
                .toList();
    }

    /** A scalar of the marked text: literal text, and a reference in the place of each template. */
    Value.Unresolved value(String scalar) {
        List<Reference> references = templatesIn(scalar).stream()
                .map(template -> template.translation().reference())
                .toList();
        String filled = MARK.matcher(scalar)
                .replaceAll(result -> Matcher.quoteReplacement(templates
                        .get(Integer.parseInt(result.group(1)))
                        .translation()
                        .reference()
                        .toString()));
        return new Value.Unresolved(references, filled);
    }

    private static SourcePosition position(String file, String text, int index) {
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        int lineStart = text.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
        return new SourcePosition(file, line, text.codePointCount(Math.min(lineStart, index), index) + 1);
    }
}
