using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>What our engine makes of documents, in the judge's terms.</summary>
internal static class Verdict
{
    private static readonly ParserLimits ParserLimits = ParserLimits.Default with { MaxTokens = int.MaxValue };

    public static IReadOnlyDictionary<string, GraphSchema> Schemas { get; } = OracleFolder.All.ToDictionary(pair => pair.Key, pair => SdlSchema.Read(pair.Value), StringComparer.Ordinal);

    public static Judgement Of(string document, string? schema)
    {
        var parsed = GraphParser.Parse(document, ParserLimits);
        if (!parsed.IsGood)
        {
            return new Judgement(Told(parsed.Error), [], null);
        }

        var errors = schema is null ? [] : DocumentCheck.Validate(Schemas[schema], parsed.Value, QueryLimits.None, maySuggest: true);
        return new Judgement(null, [.. errors.Select(Told)], GraphPrinter.Print(parsed.Value));
    }

    private static Finding Told(GraphError error) => new(error.Message, string.Join(' ', error.Locations.Select(place => $"{place.Line}:{place.Column}")));
}
