package io.github.ecsmaven.descriptor.interpolation;

import java.util.Map;

/**
 * What came of the look-ups of a descriptor.
 *
 * @param answers by reference, without its default
 */
public record LookupAnswers(Map<Reference, LookupAnswer> answers) {
    public LookupAnswers {
        answers = Map.copyOf(answers);
    }

    /** The answer for a reference; that it is unusable where nobody looked. */
    public LookupAnswer of(Reference reference) {
        LookupAnswer answer = answers.get(reference);
        return answer != null
                ? answer
                : new LookupAnswer.Unusable("`" + reference + "` was not looked up", "Write its value instead");
    }
}
