package io.github.ecsmaven.descriptor.problem;

/** The kinds of problems. A code never changes its meaning; docs/problems.md has a section for each. */
public enum ProblemId {
    UNREADABLE_FILE("ECS001"),
    NOT_YAML("ECS002"),
    EMPTY_DESCRIPTOR("ECS003"),
    WRONG_ENCODING("ECS004"),
    TOO_LARGE("ECS005"),
    DUPLICATE_KEY("ECS006"),
    UNSUPPORTED_YAML("ECS007"),
    UNKNOWN_KEY("ECS010"),
    WRONG_TYPE("ECS011"),
    MISSING_FIELD("ECS012"),
    UNKNOWN_VERSION("ECS013"),
    INVALID_VALUE("ECS014"),
    RESERVED_KEY("ECS015"),
    NOT_SUPPORTED_YET("ECS016"),
    BLANK_VALUE("ECS017"),
    DUPLICATE_ELEMENT("ECS018"),
    TEMPLATE_SYNTAX("ECS019"),
    UNDEFINED_REFERENCE("ECS020"),
    MALFORMED_REFERENCE("ECS021"),
    LOOKUP_TOO_EARLY("ECS022"),
    LOOKUP_NOT_FOUND("ECS023"),
    LOOKUP_DENIED("ECS024"),
    LOOKUP_UNUSABLE("ECS025"),
    UNDECLARED_ENVIRONMENT("ECS030"),
    NO_DESCRIPTOR("ECS032"),
    DUPLICATE_SERVICE("ECS033"),
    REGION_MISSING("ECS034"),
    INVALID_COMBINATION("ECS040"),
    PLAIN_SECRET("ECS041", Severity.WARNING),
    UNUSED_ELEMENT("ECS042", Severity.WARNING),
    DEPENDENCY_CYCLE("ECS043"),
    NOT_ON_FARGATE("ECS044"),
    BEYOND_LIMIT("ECS045"),
    LOG_OPTION_MISSING("ECS046"),
    LIKELY_FAILURE("ECS047", Severity.WARNING),
    LAYER_NOT_FOUND("ECS050"),
    MALFORMED_LAYER_NAME("ECS051"),
    LAYER_OUTSIDE("ECS052"),
    LAYER_CYCLE("ECS053"),
    TOO_MANY_LAYERS("ECS054"),
    UNUSED_OVERLAY("ECS055"),
    UNUSED_LAYER("ECS056", Severity.WARNING),
    UNKNOWN_IMPORT_FORM("ECS060"),
    INCOMPLETE_IMPORT("ECS061"),
    UNUSED_IMAGE("ECS070");

    private final String code;
    private final Severity severity;

    ProblemId(String code) {
        this(code, Severity.PROBLEM);
    }

    ProblemId(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** The stable code that is printed: {@code ECS010}. */
    public String code() {
        return code;
    }

    /** Whether it stops the build. The same for every problem of a kind. */
    public Severity severity() {
        return severity;
    }
}
