package io.github.ecsmaven.deployer.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Refuses what is no answer of AWS. The SDK makes an empty answer of an empty body and of a stranger's XML, and an answer
 * without services reads as "there is no service": a captive portal must not look like that.
 */
final class ForeignAnswerGuard implements ExecutionInterceptor {
    private static final Pattern XML_ANSWER =
            Pattern.compile("\\A\\s*(?:<\\?xml[^>]*>)?\\s*<(?:\\w+:)?\\w+Response[\\s>/].*", Pattern.DOTALL);

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse answer = context.httpResponse();
        if (!answer.isSuccessful()) {
            return context.responseBody();
        }
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        End end = context.responseBody().map(stream -> read(stream, received)).orElse(End.WHOLE);
        byte[] body = received.toByteArray();
        Optional<String> announced =
                answer.firstMatchingHeader("Content-Encoding").isPresent()
                        ? Optional.empty()
                        : answer.firstMatchingHeader("Content-Length");
        if (announced.isPresent() && !announced.get().equals(Integer.toString(body.length))) {
            throw ForeignAnswerException.of("ends after " + body.length + " of " + announced.get() + " bytes");
        }
        if (end == End.BROKEN_OFF) {
            throw ForeignAnswerException.of("breaks off after " + body.length + " bytes");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw ForeignAnswerException.of("is empty");
        }
        boolean xml = "Sts".equalsIgnoreCase(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        boolean expected =
                xml ? XML_ANSWER.matcher(text).matches() : text.stripLeading().startsWith("{");
        if (!expected) {
            throw ForeignAnswerException.of(
                    "is " + kindOf(answer) + " where " + (xml ? "XML" : "JSON") + " of the service was expected");
        }
        return Optional.of(new ByteArrayInputStream(body));
    }

    /** How a body ended. Newer JDKs fail where it is shorter than announced, older ones do not. */
    private enum End {
        WHOLE,
        BROKEN_OFF
    }

    private static End read(InputStream body, ByteArrayOutputStream into) {
        try (body) {
            body.transferTo(into);
            return End.WHOLE;
        } catch (IOException e) {
            return End.BROKEN_OFF;
        }
    }

    private static String kindOf(SdkHttpResponse answer) {
        return answer.firstMatchingHeader("Content-Type")
                .filter(type -> !type.isBlank())
                .map(AwsMessage::printable)
                .orElse("something without a content type");
    }
}
