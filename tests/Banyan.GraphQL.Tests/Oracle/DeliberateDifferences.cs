namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Where we differ from the reference implementation on purpose. Each has a test of its own; the comparison leaves out nothing else.</summary>
internal static class DeliberateDifferences
{
    /// <summary>
    /// A nullable variable filling a field of a one-of input is refused wherever it stands, as section 5.8.5 of September 2025 says (a one-of field is a
    /// non-null position). graphql-js 17.1 misses it when the input itself is expected as non-null or stands in a list.
    /// </summary>
    public static readonly Difference OneOfInsideNonNull = new(
        "query ($v: String) { oneOfNeeded(choice: {text: $v}) }", message => message.Contains("must be non-nullable to be used for OneOf Input Object", StringComparison.Ordinal));

    /// <summary>
    /// Fields that cannot be merged are told once for each field that differs from the first of its group. graphql-js tells every pair, so its count grows
    /// with the square, and tells them again in every selection that spreads them. Both agree whether there is a conflict.
    /// </summary>
    public static readonly Difference ConflictsOncePerField = new(
        "{ a: old a: any a: self { old } }", message => message.StartsWith("Fields \"", StringComparison.Ordinal) && message.Contains("conflict because", StringComparison.Ordinal));

    /// <summary>Strings of one value are one argument, however they are quoted. graphql-js takes a block string for another value.</summary>
    public const string BlockStringsAreStrings = "{ named(name: \"x\") { name } named(name: \"\"\"x\"\"\") { name } }";

    /// <summary>A selection is never empty. graphql-js 17 lets it be unless told otherwise; the judge is told otherwise.</summary>
    public const string EmptySelections = "{ self {} }";

    /// <summary>Directives on definitions of directives, extensions of directives, and their locations are later than September 2025.</summary>
    public const string LaterGrammar = "directive @a @b on FIELD";

    /// <summary>A number too large for a Float is refused, as section 3.5.2 says of what is not finite. graphql-js reads the literal as infinity.</summary>
    public const string InfiniteNumber = "{ args { float(v: 1e400) } }";

    /// <summary>Arguments of an unknown directive have no types. graphql-js checks values and variables in them against the field around the directive.</summary>
    public static readonly Difference UnknownDirectiveArguments = new(
        "{ args { int(v: 1) @nope(v: \"text\") } }",
        message => message.Contains("used in position expecting type", StringComparison.Ordinal) || message.Contains("cannot represent", StringComparison.Ordinal)
            || message.StartsWith("Expected value of", StringComparison.Ordinal));

    /// <summary>A document to execute that also defines types is told so and its operations are checked; graphql-js checks the definitions too.</summary>
    public const string DefinitionsAreNotChecked = "{ old } type New { field: Missing @nope }";

    /// <summary>Documents of the rules' files the two are known to judge differently.</summary>
    public static readonly string[] Documents = [];

    /// <summary>Whether ours met a directive it does not know.</summary>
    public static bool HasUnknownDirective(Judgement ours) => ours.Errors.Any(error => error.Message.StartsWith("Unknown directive", StringComparison.Ordinal));

    /// <summary>Whether ours stopped at grammar that came after September 2025.</summary>
    public static bool IsLaterGrammar(Judgement ours) =>
        ours.Refused?.Message is "Syntax Error: Expected \"on\", found \"@\"." or "Syntax Error: Unexpected Name \"directive\".";
}

/// <summary>A kind of error that is compared as a verdict: both sides tell it, or ours alone does.</summary>
/// <param name="Example">Shows it, asked against the schema of every feature.</param>
/// <param name="Is">Whether a message is of the kind.</param>
internal sealed record Difference(string Example, Func<string, bool> Is);
