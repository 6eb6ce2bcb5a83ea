using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Scalars;

namespace Banyan.GraphQL.Federation;

/// <summary>_Any: a representation of an entity, as nested dictionaries; numbers stay as they were written. Whether it is one is checked item by item, later.</summary>
internal sealed class AnyScalar : ScalarCoercion
{
    public static Scalar Scalar { get; } = Types.Scalar.Own("_Any", "A representation of an entity: its type's name and the fields of a key.", new AnyScalar());

    private static readonly JsonScalar Json = new();

    public override object ReadVariable(JsonElement value) => Read(value)!;

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) => Read((JsonElement)Json.ReadLiteral(literal, variable))!;

    public override void Write(Utf8JsonWriter writer, object value) => JsonText.Write(writer, value);

    private static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(member => member.Name, member => Read(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Null => null,
        _ => value.Clone(),
    };
}
