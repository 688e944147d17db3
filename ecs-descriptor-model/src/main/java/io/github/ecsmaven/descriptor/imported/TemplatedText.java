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
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A foreign file's text with a mark in the place of each template, so that it can be read as YAML or JSON: a template may
 * stand inside of quotes, or where a number is wanted.
 */
final class TemplatedText {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final char OPEN = '\uF8F0';
    private static final char CLOSE = '\uF8F1';
    private static final Pattern MARK = Pattern.compile(OPEN + "+([0-9]{1,6})" + CLOSE);

    private static final char ESCAPE = '\\';

    private final String text;
    private final List<Template> templates;
    private final Braces braces;

    private TemplatedText(String text, List<Template> templates, Braces braces) {
        this.text = text;
        this.templates = List.copyOf(templates);
        this.braces = braces;
    }

    /** What two braces are. */
    private enum Braces {
        BEGIN_A_TEMPLATE,
        ARE_LITERAL
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
        return new TemplatedText(matcher.appendTail(marked).toString(), templates, Braces.BEGIN_A_TEMPLATE);
    }

    /** The same text, in which two braces are no more than that. */
    TemplatedText literal() {
        return new TemplatedText(text, templates, Braces.ARE_LITERAL);
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
        return braces == Braces.ARE_LITERAL ? List.of() : marksIn(scalar);
    }

    /** A scalar of the marked text as the file has it, with the braces in the place of their marks. */
    String asWritten(String scalar) {
        return MARK.matcher(scalar)
                .replaceAll(mark -> Matcher.quoteReplacement(
                        meant(mark).map(template -> unescaped(template.raw())).orElse(mark.group())));
    }

    /** What stands between the braces has not been through a reader of JSON as the rest of the scalar has. */
    private String unescaped(String raw) {
        boolean json = text.startsWith("{") && raw.indexOf(ESCAPE) >= 0 && raw.indexOf('\n') < 0;
        return json ? JsonNode.parser().parse('"' + raw + '"').text() : raw;
    }

    private List<Template> marksIn(String scalar) {
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
