using Banyan.Wire.Schemas;

namespace Banyan.Intents.Conditions;

/// <summary>What a part of an expression is known to be before anything has run.</summary>
/// <param name="Kind">The kind; <see cref="ExprKind.Unknown"/> when the schema does not say.</param>
/// <param name="Schema">The schema of a field; null for what is no field.</param>
/// <param name="Elements">What a written list holds; null for everything else.</param>
internal sealed record ExprType(ExprKind Kind, JsonSchema? Schema = null, ExprType? Elements = null)
{
    /// <summary>Nothing is known.</summary>
    public static ExprType Any { get; } = new(ExprKind.Unknown);

    /// <summary>The element of a list; null when it is no list.</summary>
    public ExprType? Element => Kind != ExprKind.List ? null : Elements ?? (Schema?.Items is { } items ? Of(items) : Any);

    /// <summary>The kind a schema gives its values.</summary>
    public static ExprType Of(JsonSchema schema) => new(
        schema.Type switch
        {
            "string" => ExprKind.Text,
            "number" or "integer" => ExprKind.Number,
            "boolean" => ExprKind.Truth,
            "array" => ExprKind.List,
            "object" => ExprKind.Record,
            _ => ExprKind.Unknown,
        },
        schema);

    /// <summary>The kind in words, for messages.</summary>
    public static string Word(ExprKind kind) => kind switch
    {
        ExprKind.Truth => "true or false",
        ExprKind.Number => "a number",
        ExprKind.Text => "a text",
        ExprKind.Instant => "a date",
        ExprKind.Duration => "a duration",
        ExprKind.List => "a list",
        ExprKind.Record => "an object",
        ExprKind.Null => "null",
        ExprKind.Unknown => "something",
    };
}
