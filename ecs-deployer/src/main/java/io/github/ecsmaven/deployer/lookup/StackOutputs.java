package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.deployer.aws.XmlElement;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code cfn:STACK.OUTPUT}: the outputs of CloudFormation stacks, one call a stack. */
final class StackOutputs implements LookupSource {
    private static final String VERSION = "2010-05-15";
    private static final String ACTION = "cloudformation:DescribeStacks";

    private final SignedCall calls;
    private final AwsErrors errors;
    private final Account account;

    StackOutputs(SignedCall calls, AwsErrors errors, Account account) {
        this.calls = calls;
        this.errors = errors;
        this.account = account;
    }

    @Override
    public List<Supplier<Map<Reference, LookupAnswer>>> questions(List<Reference> references) {
        Map<String, List<Reference>> byStack = new LinkedHashMap<>();
        references.forEach(reference -> byStack.computeIfAbsent(reference.holder(), stack -> new ArrayList<>())
                .add(reference));
        List<Supplier<Map<Reference, LookupAnswer>>> questions = new ArrayList<>();
        byStack.forEach((stack, wanted) -> questions.add(() -> ask(stack, wanted)));
        return questions;
    }

    private Map<Reference, LookupAnswer> ask(String stack, List<Reference> wanted) {
        Map<String, String> outputs = new LinkedHashMap<>();
        try {
            XmlElement answer = calls.query("cloudformation", VERSION, "DescribeStacks", Map.of("StackName", stack));
            answer.all("DescribeStacksResult", "Stacks", "member", "Outputs", "member")
                    .forEach(output -> outputs.put(
                            output.find("OutputKey").orElse(""),
                            output.find("OutputValue").orElse("")));
        } catch (SdkException e) {
            if (isUnknown(e)) {
                return Answers.toAll(wanted, reference -> noStack(reference, stack));
            }
            return Answers.deniedToAll(wanted, e, errors, ACTION, "stack " + stack);
        }
        return Answers.toAll(wanted, reference -> output(reference, stack, outputs));
    }

    private static LookupAnswer output(Reference reference, String stack, Map<String, String> outputs) {
        String value = outputs.get(reference.output());
        return value != null
                ? new LookupAnswer.One(value, Sensitivity.OPEN)
                : Outputs.missing(reference, "the stack `" + stack + "`", outputs.keySet());
    }

    private LookupAnswer noStack(Reference reference, String stack) {
        return new LookupAnswer.Missing(
                "`" + reference + "` is not found: there is no stack `" + stack + "` in " + account,
                "Correct its name, or create the stack first");
    }

    /** CloudFormation has no code of its own for it. */
    private static boolean isUnknown(SdkException failure) {
        return AwsErrors.codeOf(failure).equals("ValidationError")
                && AwsErrors.messageOf(failure).contains("does not exist");
    }
}
