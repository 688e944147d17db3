package io.github.ecsmaven.iam;

/**
 * A policy with the name that an explanation calls it by.
 *
 * @param name an ARN, or the name of an inline policy
 * @param policy the document
 */
public record NamedPolicy(String name, Policy policy) {}
