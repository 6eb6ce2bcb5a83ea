using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Reads the pieces of SDL in which parts are declared; what cannot be read becomes a problem that says where.</summary>
internal static class Sdl
{
    public static FieldDefinition? Field(string signature, string type, List<string> problems) =>
        Value(GraphParser.ParseField(signature), $"Type {type}: the signature \"{signature.Trim()}\"", problems);

    public static IReadOnlyList<InputValueNode> Inputs(string body, string type, List<string> problems) =>
        Value(GraphParser.ParseInputs(body), $"Type {type}: its fields", problems) ?? [];

    public static IReadOnlyList<FieldDefinition> Fields(string body, string type, List<string> problems)
    {
        var document = Value(GraphParser.Parse($"interface {type} {{{body}\n}}", ParserLimits.Trusted), $"Type {type}: its fields", problems);
        return document?.Definitions is [FieldsDefinition { Fields: var fields }] ? fields : [];
    }

    public static DirectiveDefinition? Directive(string definition, List<string> problems) =>
        Value(GraphParser.Parse($"directive {definition}", ParserLimits.Trusted), $"Directive \"{definition}\"", problems)?.Definitions is [DirectiveDefinition read] ? read : null;

    public static IReadOnlyList<DirectiveNode> Directives(IEnumerable<string> applied, string where, List<string> problems) =>
        Value(GraphParser.ParseDirectives(string.Join(' ', applied)), $"{where}: its directives", problems) ?? [];

    /// <summary>An argument of a directive when it stands there as text; the fallback when the directive stands there without it.</summary>
    public static string? Text(IEnumerable<DirectiveNode> directives, string name, string argument, string? fallback = null) =>
        directives.FirstOrDefault(directive => directive.Name.Text == name) is not { } found ? null
        : (found.Arguments.FirstOrDefault(given => given.Name.Text == argument)?.Value as StringValue)?.Text ?? fallback;

    public static string? Deprecation(IEnumerable<DirectiveNode> directives) => Text(directives, "deprecated", "reason", "No longer supported");

    /// <summary>Directives the model has no place of its own for.</summary>
    public static IEnumerable<AppliedDirective> Applied(IEnumerable<DirectiveNode> directives) =>
        directives.Where(directive => directive.Name.Text is not ("deprecated" or "specifiedBy" or "oneOf")).Select(directive => new AppliedDirective(directive.Name.Text, directive.Arguments));

    private static T? Value<T>(Parsed<T> parsed, string where, List<string> problems)
        where T : class
    {
        if (!parsed.IsGood)
        {
            var at = parsed.Error.Locations is [var first, ..] ? $" (line {first.Line}, column {first.Column})" : "";
            problems.Add($"{where} cannot be read: {parsed.Error.Message}{at}");
        }

        return parsed.Value;
    }
}
