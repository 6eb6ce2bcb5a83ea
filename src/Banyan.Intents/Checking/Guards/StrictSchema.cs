using System.Runtime.CompilerServices;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Guards;

/// <summary>A parameter schema that refuses members nobody declared, at every depth: what a plan cannot name cannot be smuggled in.</summary>
internal static class StrictSchema
{
    private static readonly ConditionalWeakTable<JsonSchema, JsonSchema> Known = [];

    /// <summary>The strict form, made once a schema. An object that declares no members at all stays open.</summary>
    public static JsonSchema Of(JsonSchema schema) => Known.GetValue(schema, static one => Closed(one, isTop: true));

    private static JsonSchema Closed(JsonSchema schema, bool isTop) => schema with
    {
        AllowsMore = schema.AllowsMore && !isTop && schema.Properties.Count == 0,
        Properties = schema.Properties.ToDictionary(pair => pair.Key, pair => Closed(pair.Value, isTop: false), StringComparer.Ordinal),
        Items = schema.Items is null ? null : Closed(schema.Items, isTop: false),
    };
}
