package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
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
    private static final Pattern MARK = Pattern.compile(OPEN + "+([0-9]{1,6})" + CLOSE);

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
            matcher.appendReplacement(
                    marked, mark(templates.size(), matcher.group().length()));
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
                .flatMap(mark -> meant(mark).stream())
                .toList();
    }

    /** A scalar of the marked text: literal text, and a reference in the place of each template. */
    Value.Unresolved value(String scalar) {
        List<Reference> references = templatesIn(scalar).stream()
                .map(template -> template.translation().reference())
                .toList();
        String filled = MARK.matcher(scalar)
                .replaceAll(mark -> Matcher.quoteReplacement(meant(mark)
                        .map(template -> template.translation().reference().toString())
                        .orElse(mark.group())));
        return new Value.Unresolved(references, filled);
    }

    private Optional<Template> meant(MatchResult mark) {
        int number = Integer.parseInt(mark.group(1));
        return number < templates.size() ? Optional.of(templates.get(number)) : Optional.empty();
    }

    /** As long as what it stands for, so that what follows in the line keeps its column. */
    private static String mark(int number, int length) {
        String digits = Integer.toString(number);
        return String.valueOf(OPEN).repeat(Math.max(1, length - digits.length() - 1)) + digits + CLOSE;
    }

    private static SourcePosition position(String file, String text, int index) {
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        int lineStart = text.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
        return new SourcePosition(file, line, text.codePointCount(Math.min(lineStart, index), index) + 1);
    }
}
