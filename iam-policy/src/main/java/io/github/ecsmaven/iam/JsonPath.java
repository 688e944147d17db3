package io.github.ecsmaven.iam;

import java.util.regex.Pattern;

/** A place in a JSON document, for messages: {@code $.Statement[0].Condition}. */
record JsonPath(String text) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    static JsonPath root() {
        return new JsonPath("$");
    }

    JsonPath member(String name) {
        return new JsonPath(PLAIN.matcher(name).matches() ? text + "." + name : text + "[\"" + name + "\"]");
    }

    JsonPath element(int index) {
        return new JsonPath(text + "[" + index + "]");
    }

    MalformedPolicyException problem(String reason) {
        return new MalformedPolicyException(text, reason);
    }
}
