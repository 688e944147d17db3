package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/** One answer for each of several references. */
final class Answers {
    private Answers() {}

    static Map<Reference, LookupAnswer> toAll(List<Reference> wanted, Function<Reference, LookupAnswer> answer) {
        Map<Reference, LookupAnswer> answers = new LinkedHashMap<>();
        wanted.forEach(reference -> answers.put(reference, answer.apply(reference)));
        return answers;
    }

    /**
     * That nobody may look, where that is why the call failed.
     *
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where it failed for another reason
     */
    static Map<Reference, LookupAnswer> deniedToAll(
            List<Reference> wanted, SdkException failure, AwsErrors errors, String action, String resource) {
        if (!AwsErrors.isDenied(failure)) {
            throw errors.translate(failure, action, resource);
        }
        Explanation explanation = errors.translate(failure, action, resource).explanation();
        return toAll(
                wanted,
                reference -> new LookupAnswer.Denied(
                        "`" + reference + "` may not be looked up: " + withoutFullStop(explanation.what()),
                        withoutFullStop(explanation.cure())));
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
