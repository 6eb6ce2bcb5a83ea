using Banyan.GraphQL.Validation.Rules;

namespace Banyan.GraphQL.Validation;

/// <summary>All rules for executable documents, in the order of the specification.</summary>
internal static class RuleList
{
    public static Rule[] Create(Check check) =>
    [
        new ExecutableDefinitions(check),
        new KnownOperationTypes(check),
        new UniqueOperationNames(check),
        new LoneAnonymousOperation(check),
        new SingleFieldSubscriptions(check),
        new KnownTypeNames(check),
        new FragmentsOnCompositeTypes(check),
        new VariablesAreInputTypes(check),
        new ScalarLeafs(check),
        new FieldsOnCorrectType(check),
        new UniqueFragmentNames(check),
        new KnownFragmentNames(check),
        new NoUnusedFragments(check),
        new PossibleFragmentSpreads(check),
        new NoFragmentCycles(check),
        new UniqueVariableNames(check),
        new NoUndefinedVariables(check),
        new NoUnusedVariables(check),
        new KnownDirectives(check),
        new UniqueDirectivesPerLocation(check),
        new KnownArgumentNames(check),
        new UniqueArgumentNames(check),
        new ValuesOfCorrectType(check),
        new ProvidedRequiredArguments(check),
        new VariablesInAllowedPosition(check),
        new OverlappingFieldsCanBeMerged(check),
        new UniqueInputFieldNames(check),
        new MaxIntrospectionDepth(check),
    ];
}
