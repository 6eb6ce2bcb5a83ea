using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Conditions;

/// <summary>A place in a step's result or in the caller, as <c>s1.items[0].name</c>: what expressions, references and templates name.</summary>
/// <param name="Root">What it starts from: <c>s1</c>, <c>caller</c>, <c>it</c>, <c>result</c> and so on.</param>
/// <param name="Parts">The way from there; empty for the whole.</param>
internal sealed record ValuePath(string Root, IReadOnlyList<PathPart> Parts)
{
    /// <summary>Elements beyond this are not reached.</summary>
    public const int MaxIndex = 9999;

    /// <summary>Reads a path that stands alone.</summary>
    /// <returns>The path, or why it is none.</returns>
    public static (ValuePath? Path, ExprFault? Fault) Read(string text)
    {
        var parsed = ExprParser.Parse(text);
        return parsed.Root switch
        {
            Expr.Field field => (field.Path, null),
            null => (null, parsed.Fault),
            _ => (null, new ExprFault(0, "a path is wanted, as s1.items[0].name")),
        };
    }

    /// <summary>The value there; null when a member or element is missing. A JSON null is a value.</summary>
    public JsonElement? In(JsonElement root)
    {
        var at = root;
        foreach (var part in Parts)
        {
            if (part.Name is { } name)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }
            else if (at.ValueKind != JsonValueKind.Array || part.Index >= at.GetArrayLength())
            {
                return null;
            }
            else
            {
                at = at[part.Index];
            }
        }

        return at.ValueKind == JsonValueKind.Undefined ? null : at;
    }

    /// <summary>The schema there; null when the schema does not declare the place.</summary>
    public JsonSchema? In(JsonSchema root)
    {
        JsonSchema? at = root;
        foreach (var part in Parts)
        {
            at = part.Name is { } name ? at.Properties.GetValueOrDefault(name) : at.Items;
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>As it is written; read again it is the same path.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Root);
        foreach (var part in Parts)
        {
            _ = part.Name switch
            {
                null => text.Append(CultureInfo.InvariantCulture, $"[{part.Index}]"),
                { } name when IsPlain(name) => text.Append('.').Append(name),
                { } name => text.Append('[').Append(ExprPrinter.Quoted(name)).Append(']'),
            };
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(ValuePath? other) => other is not null && Root == other.Root && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Root, Parts.Count);

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
