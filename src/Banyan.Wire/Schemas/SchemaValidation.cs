using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>Says whether a value fits a schema. Nothing is converted: a number written as text is no number.</summary>
public static class SchemaValidation
{
    /// <summary>More faults than this are not counted.</summary>
    public const int MaxFaults = 100;

    /// <summary>All faults of a value, outermost first; empty when it fits. Never throws, whatever the value holds.</summary>
    /// <remarks>A pattern that cannot be used or takes too long, and text that is no Unicode, are faults: what can't be checked does not fit.</remarks>
    public static IReadOnlyList<SchemaFault> Validate(this JsonSchema schema, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var walk = new SchemaWalk();
        walk.Check(schema, value, "$", 0);
        return walk.Faults;
    }
}
