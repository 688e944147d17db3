package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks up everything that a descriptor wants to know: one call a CloudFormation stack, one for ten parameters, one a
 * secret, beside each other, and a second for the SecureStrings among the parameters. Writes nothing.
 */
public final class LookupResolver {
    private final LookupSource stacks;
    private final LookupSource parameters;
    private final LookupSource secrets;
    private final LookupSource terraform;

    /**
     * @param calls with the read session
     * @param accountId the session's, 12 digits, for messages
     * @param baseDirectory relative files start here
     */
    public LookupResolver(SignedCall calls, AwsErrors errors, String accountId, String region, Path baseDirectory) {
        Account account = new Account(accountId, region);
        this.stacks = new StackOutputs(calls, errors, account);
        this.parameters = new Parameters(calls, errors, account);
        this.secrets = new SecretArns(calls, errors, account);
        this.terraform = new TerraformOutputs(baseDirectory);
    }

    /**
     * An answer for each reference. What is not there, or may not be read, is an answer too.
     *
     * @throws io.github.ecsmaven.deployer.problem.DeployerException where AWS is not reached, or fails
     */
    public LookupAnswers resolve(Collection<Reference> references) {
        List<Supplier<Map<Reference, LookupAnswer>>> questions = new ArrayList<>();
        questions.addAll(stacks.questions(of(references, "cfn"::equals)));
        questions.addAll(parameters.questions(
                of(references, scheme -> scheme.equals(Parameters.VALUE) || scheme.equals(Parameters.ARN))));
        questions.addAll(secrets.questions(of(references, "secret-arn"::equals)));
        questions.addAll(terraform.questions(of(references, "terraform"::equals)));
        Map<Reference, LookupAnswer> answers = new LinkedHashMap<>();
        SideBySide.all(questions).forEach(answers::putAll);
        return new LookupAnswers(answers);
    }

    private static List<Reference> of(Collection<Reference> references, Predicate<String> scheme) {
        return references.stream()
                .filter(reference -> scheme.test(reference.scheme()))
                .toList();
    }
}
