using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>A definition under another key and with another map, as a granted overlap wants it.</summary>
internal static class Remapped
{
    /// <summary>Reads a definition again; null when the map does not fit it.</summary>
    public static IntentDefinition? As(IntentDefinition definition, string key, JsonObject? map)
    {
        var intent = (JsonObject?)definition.Shape.Intent?.DeepClone() ?? [];
        var shape = definition.Shape;

        // A manifest's schemas are in the service's own names: with a map they are what is mapped.
        shape = shape with { Params = shape.Params ?? Taken(intent, "params"), Result = shape.Result ?? Taken(intent, "result") };
        intent["key"] = key;
        intent["map"] = map?.DeepClone() ?? intent["map"]?.DeepClone();
        return DefinitionReader.Read(new BackendSource(definition.Backend, null, null, null, []), shape with { Intent = intent }, out _);
    }

    private static JsonObject? Taken(JsonObject intent, string name)
    {
        var schema = intent[name] as JsonObject;
        intent.Remove(name);
        return schema;
    }
}
