package io.github.ecsmaven.local.corpus;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One resource as ECS answered it once.
 *
 * @param kind what it is
 * @param resource the answer, the tags that come beside a task definition put into it
 * @param date of the newest moment that the file speaks of; {@link LocalDate#MAX} where it speaks of none
 */
record Recording(Kind kind, Map<String, @Nullable Object> resource, LocalDate date) {
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T.*");
    private static final String TASK_DEFINITION = "taskDefinition";
    private static final String TAGS = "tags";

    enum Kind {
        TASK_DEFINITION,
        SERVICE
    }

    /**
     * What a file holds: a dump of an answer or of the resource in it, a recorded answer with its status around it, or a
     * pair whose answer is {@code returned}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static List<Recording> in(Map<String, @Nullable Object> file) {
        Object answer = file.containsKey("status_code") ? file.get("data") : file.get("returned");
        Map<String, @Nullable Object> inner = answer == null ? file : Document.members(answer);
        return resources(inner, moments(inner).max(LocalDate::compareTo).orElse(LocalDate.MAX));
    }

    private static List<Recording> resources(Map<String, @Nullable Object> answer, LocalDate date) {
        if (answer.get("services") instanceof List<?> services) {
            return services.stream()
                    .map(service -> new Recording(Kind.SERVICE, Document.members(service), date))
                    .toList();
        }
        if (answer.get("service") instanceof Map<?, ?> service) {
            return List.of(new Recording(Kind.SERVICE, Document.members(service), date));
        }
        if (answer.get(TASK_DEFINITION) instanceof Map<?, ?> definition) {
            Map<String, @Nullable Object> copy = Document.copy(Document.members(definition));
            if (answer.get(TAGS) != null) {
                copy.put(TAGS, answer.get(TAGS));
            }
            return List.of(new Recording(Kind.TASK_DEFINITION, copy, date));
        }
        if (answer.containsKey("containerDefinitions")) {
            return List.of(new Recording(Kind.TASK_DEFINITION, answer, date));
        }
        if (answer.containsKey("serviceName")) {
            return List.of(new Recording(Kind.SERVICE, answer, date));
        }
        throw new IllegalArgumentException("holds neither a task definition nor a service");
    }

    private static Stream<LocalDate> moments(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().flatMap(Recording::moments);
        }
        Map<String, @Nullable Object> members = Document.members(value);
        if ("datetime".equals(members.get("__class__"))) {
            return Stream.of(LocalDate.of(number(members, "year"), number(members, "month"), number(members, "day")));
        }
        return members.entrySet().stream()
                .flatMap(member ->
                        Stream.concat(moment(member.getKey(), member.getValue()).stream(), moments(member.getValue())));
    }

    private static int number(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof BigDecimal number ? number.intValueExact() : 1;
    }

    /** Members named {@code …At} are moments, as text or epoch seconds; {@code date} is the HTTP header. */
    private static Optional<LocalDate> moment(String name, @Nullable Object value) {
        if (name.endsWith("At") && value instanceof BigDecimal seconds) {
            return Optional.of(Instant.ofEpochSecond(seconds.longValue())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate());
        }
        if (name.endsWith("At") && value instanceof String text) {
            Matcher matcher = DAY.matcher(text);
            return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group(1))) : Optional.empty();
        }
        if (name.equals("date") && value instanceof String header) {
            try {
                return Optional.of(LocalDate.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeParseException noHeader) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
